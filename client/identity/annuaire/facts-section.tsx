import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { sentenceOf } from '#client/app/api.ts';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import { Problem } from '#client/ui/problem.tsx';
import type { FactEntry, OrganisationDetail } from '#shared/identity/annuaire-wire.ts';
import { byDate, factHistories, factKey, heldOn } from '#shared/identity/organisation.ts';
import classes from './annuaire.module.css';
import { frenchDay, today } from './days.ts';
import { printFact } from './fact-value.ts';
import { Section } from './organisation-screen.tsx';
import { useRecordFact } from './queries.ts';

/** The dated facts of an organisation: the value of today, and every earlier one. */
export function FactsSection({ organisation }: { readonly organisation: OrganisationDetail }) {
  const [asked, setAsked] = useState<FactEntry | 'nouveau' | null>(null);
  const histories = [...factHistories(organisation.histoire).values()];
  return (
    <Section
      id="chiffres"
      title="Chiffres et faits datés"
      action={
        organisation.mayEdit ? (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setAsked('nouveau')}
          >
            Ajouter un fait
          </Button>
        ) : null
      }
    >
      {histories.length === 0 ? (
        <p className={classes.none}>
          Nombre de structures, de salariés, de personnes accompagnées… Chaque valeur garde sa date et sa
          source, pour que toutes les conventions disent la même chose.
        </p>
      ) : (
        <ul className={classes.histories}>
          {histories.map((history) => (
            <FactHistory
              key={history[0]?.cle}
              history={history}
              onAdd={organisation.mayEdit ? setAsked : null}
            />
          ))}
        </ul>
      )}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={
          asked === 'nouveau' || asked === null ? 'Ajouter un fait' : `Nouvelle valeur : ${asked.libelle}`
        }
      >
        {asked === null ? null : (
          <FactForm
            organisation={organisation}
            of={asked === 'nouveau' ? null : asked}
            onDone={() => setAsked(null)}
          />
        )}
      </Modal>
    </Section>
  );
}

interface FactHistoryProps {
  readonly history: readonly FactEntry[];
  readonly onAdd: ((last: FactEntry) => void) | null;
}

function FactHistory({ history, onAdd }: FactHistoryProps) {
  const [last] = byDate(history);
  if (last === undefined) return null;
  const held = heldOn(history, today());
  const shown = held ?? last;
  const others = byDate(history).filter((entry) => entry !== shown);
  return (
    <li className={classes.history}>
      <div className={classes.historyHead}>
        <div>
          <p className={classes.facts}>{last.libelle}</p>
          <p className={classes.value}>{printFact(shown)}</p>
          <p className={classes.facts}>
            {held === null ? 'à compter du ' : 'au '}
            {frenchDay(shown.date)}
            {shown.source === '' ? '' : `, ${shown.source}`}
          </p>
        </div>
        {onAdd ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Nouvelle valeur : ${last.libelle}`}
            onClick={() => onAdd(shown)}
          >
            Nouvelle valeur
          </Button>
        ) : null}
      </div>
      {others.length > 0 ? (
        <details className={classes.past}>
          <summary>{others.length > 1 ? `${others.length} autres valeurs` : 'Une autre valeur'}</summary>
          <ol>
            {others.map((entry) => (
              <li key={`${entry.date}-${entry.recordedAt}-${entry.valeur}`}>
                <strong>{printFact(entry)}</strong> au {frenchDay(entry.date)}
                {entry.source === '' ? '' : `, ${entry.source}`}
                {entry.recordedBy === null ? '' : ` (saisi par ${entry.recordedBy})`}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </li>
  );
}

const TYPES = [
  { value: 'entier', label: 'Nombre' },
  { value: 'montant', label: 'Montant' },
  { value: 'texte', label: 'Texte' },
] as const;

interface FactFormProps {
  readonly organisation: OrganisationDetail;
  /** The fact that gets a new value; `null` for a fact not known yet. */
  readonly of: FactEntry | null;
  readonly onDone: () => void;
}

function FactForm({ organisation, of, onDone }: FactFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const record = useRecordFact(organisation.id);
  const [fields, setFields] = useState({
    libelle: of?.libelle ?? '',
    type: of?.type ?? 'entier',
    valeur: '',
    date: today(),
    source: '',
  });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const bind = (field: 'libelle' | 'valeur' | 'date' | 'source') => ({
    value: fields[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [field]: value }));
      setErrors(({ [field]: _fixed, ...others }) => others);
    },
  });
  const cle = of?.cle ?? factKey(fields.libelle);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (cle === '') found.libelle = 'Nommez ce fait, avec des lettres : « Nombre de salariés ».';
    else if (of === null && organisation.histoire.some((entry) => entry.cle === cle))
      found.libelle = 'Ce fait existe déjà : ajoutez-lui une nouvelle valeur.';
    if (fields.valeur.trim() === '') found.valeur = 'Indiquez la valeur.';
    if (fields.type === 'entier' && !/^[\d\s.\u202f\u00a0]*$/u.test(fields.valeur))
      found.valeur = 'Un nombre s’écrit en chiffres. Pour y joindre des mots, choisissez « Texte ».';
    if (fields.date === '') found.date = 'À quelle date cette valeur est-elle vraie ?';
    setErrors(found);
    if (Object.keys(found).length > 0) return focusFirstInvalid(form.current);
    record.mutate(
      {
        ...fields,
        cle,
        libelle: fields.libelle.trim(),
        valeur: fields.valeur.trim(),
        source: fields.source.trim(),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form ref={form} className={classes.dialog} onSubmit={submit} noValidate>
      {of === null ? (
        <>
          <TextInput
            label="Ce qui est compté ou dit"
            placeholder="Nombre de salariés"
            data-autofocus
            {...bind('libelle')}
          />
          <NativeSelect
            label="Nature"
            data={[...TYPES]}
            value={fields.type}
            onChange={(event) => {
              const type = TYPES.find(({ value }) => value === event.currentTarget.value)?.value ?? 'texte';
              setFields((before) => ({ ...before, type }));
            }}
          />
        </>
      ) : (
        <p className={classes.none}>
          La valeur actuelle, {printFact(of)} au {frenchDay(of.date)}, restera dans l’historique.
        </p>
      )}
      <TextInput
        label="Valeur"
        inputMode={fields.type === 'entier' ? 'numeric' : 'text'}
        {...bind('valeur')}
      />
      <TextInput label="Vraie au" type="date" {...bind('date')} />
      <TextInput
        label="Source"
        description="Facultatif."
        placeholder="Rapport d’activité 2025"
        {...bind('source')}
      />
      {record.isError ? <Problem takesFocus message={sentenceOf(record.error)} /> : null}
      <FormButtons pending={record.isPending} onCancel={onDone}>
        Enregistrer
      </FormButtons>
    </form>
  );
}
