import { Button, Modal, Radio } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import type { ActContent } from '#shared/document/model.ts';
import { replaceClause } from '#shared/drafting/insertion.ts';
import type { Clause, Library } from '#shared/drafting/model.ts';
import type { ClauseStatus } from '#shared/drafting/provenance.ts';
import { replaceDivision } from './apply.ts';
import { questionsOf } from './asked.ts';
import { ClauseForm } from './clause-form.tsx';
import classes from './clauses.module.css';
import { printedChange, printedDivision, printedInstead } from './printed.ts';
import { Printed, Redline } from './redline.tsx';
import type { ActDivision } from './statuses.ts';
import { variantName } from './variant-name.ts';

interface DivisionDialogProps {
  readonly mounted: MountedEditor;
  readonly content: ActContent;
  readonly division: ActDivision;
  readonly status: ClauseStatus;
  readonly onClose: () => void;
}

/** « Voir les différences »: the house wording, struck out and underlined into the present text. */
export function DifferencesDialog({ content, division, status, onClose }: DivisionDialogProps) {
  if (status.etat !== 'modifiee') return null;
  const { maison, clause } = status;
  return (
    <Modal opened onClose={onClose} size="xl" title={`Différences\u00a0: ${division.name}`}>
      <div className={classes.dialog}>
        <p className={classes.small}>
          De la rédaction de la maison (version {clause.version}) au texte de l’acte{'\u00a0'}: ce qui a été
          ôté est barré, ce qui a été ajouté est souligné.
        </p>
        <Redline
          label="Différences avec la rédaction de la maison"
          from={printedInstead(content, division.id, maison)}
          to={printedDivision(content, division.id)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Fermer
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface ReplacementProps extends DivisionDialogProps {
  readonly clause: Clause;
  readonly confirm: string;
  readonly onDone: () => void;
  /** Beside the confirmation. */
  readonly onRefuse?: () => void;
}

/** What replacing would change, before it is done. */
function Replacement(props: ReplacementProps) {
  const { mounted, content, division, status, clause, confirm, onDone, onRefuse, onClose } = props;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const preview = useMemo(
    () => replaceClause(content, division.id, clause, typed, mounted.handle.makeId),
    [content, division.id, clause, typed, mounted],
  );
  const [refused, setRefused] = useState<string | null>(null);
  const before = printedDivision(content, division.id);
  const after = preview.ok ? printedChange(preview.value) : null;
  const isTouched = status.etat === 'modifiee' || status.etat === 'inconnue';
  const apply = () => {
    const done = replaceDivision(mounted.handle, division.id, clause, typed);
    if (done.ok) onDone();
    else setRefused(done.error.map(({ message }) => message).join(' '));
  };
  return (
    <>
      {isTouched ? (
        <p className={classes.warning} role="note">
          Ce passage a été écrit ou modifié à la main. Ce qui y est propre à cet acte sera remplacé{'\u00a0'}:
          comparez les deux textes avant de confirmer.
        </p>
      ) : null}
      <ClauseForm
        questions={questionsOf(content, clause, typed)}
        typed={typed}
        problems={preview.ok ? [] : preview.error}
        broken={preview.ok ? preview.value.renvoisRompus : []}
        onType={(chemin, value) => setTyped((past) => ({ ...past, [chemin]: value }))}
      />
      {after === null ? (
        <p className={classes.small}>Complétez ces valeurs{'\u00a0'}: le changement se lira ici.</p>
      ) : (
        <Redline label="Changement proposé" from={before} to={after} />
      )}
      {after !== null && isTouched ? (
        <details className={classes.both}>
          <summary>Lire les deux textes côte à côte</summary>
          <div className={classes.columns}>
            <div>
              <h3>Texte de l’acte</h3>
              <Printed label="Texte de l’acte aujourd’hui" lines={before} />
            </div>
            <div>
              <h3>Rédaction de la maison</h3>
              <Printed label="Rédaction de la maison" lines={after} />
            </div>
          </div>
        </details>
      ) : null}
      {refused === null ? null : (
        <p role="alert" className={classes.warning}>
          {refused}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={apply} disabled={after === null}>
          {confirm}
        </Button>
        {onRefuse === undefined ? null : (
          <Button variant="default" onClick={onRefuse}>
            Garder le texte actuel
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          Annuler
        </Button>
      </div>
    </>
  );
}

interface UpdateDialogProps extends DivisionDialogProps {
  readonly clause: Clause;
  readonly onDone: () => void;
  readonly onRefuse: () => void;
}

/** « Mettre à jour »: the newer house wording as a visible change, to accept or to refuse. */
export function UpdateDialog(props: UpdateDialogProps) {
  const { division, clause } = props;
  return (
    <Modal opened onClose={props.onClose} size="xl" title={`Mettre à jour\u00a0: ${division.name}`}>
      <div className={classes.dialog}>
        <p className={classes.small}>
          Version {clause.version} de la rédaction de la maison ({clause.auteur}). Rien n’est changé sans
          votre accord{'\u202f'}; un refus est retenu pour toutes les parties.
        </p>
        {clause.note === null ? null : <p className={classes.small}>{clause.note}</p>}
        <Replacement {...props} confirm="Mettre à jour" />
      </div>
    </Modal>
  );
}

interface ReplaceDialogProps extends DivisionDialogProps {
  readonly variants: readonly Clause[];
  readonly library: Library;
  readonly onDone: (clause: Clause) => void;
}

/** « Remplacer »: another variant of the same family, its change shown before it is made. */
export function ReplaceDialog({ variants, onDone, ...props }: ReplaceDialogProps) {
  const [variante, setVariante] = useState(variants[0]?.variante ?? '');
  const clause = variants.find((each) => each.variante === variante);
  return (
    <Modal opened onClose={props.onClose} size="xl" title={`Remplacer\u00a0: ${props.division.name}`}>
      <div className={classes.dialog}>
        <Radio.Group label="Rédaction" value={variante} onChange={setVariante}>
          <div className={classes.variants}>
            {variants.map((each) => (
              <Radio
                key={each.variante}
                value={each.variante}
                label={variantName(each.variante)}
                description={each.emploi}
              />
            ))}
          </div>
        </Radio.Group>
        {clause === undefined ? null : (
          <Replacement
            {...props}
            key={clause.id}
            clause={clause}
            confirm="Remplacer"
            onDone={() => onDone(clause)}
          />
        )}
      </div>
    </Modal>
  );
}
