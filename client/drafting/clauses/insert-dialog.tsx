import { Button, Modal, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { containsWords } from '#client/ui/words.ts';
import type { ActContent } from '#shared/document/model.ts';
import { FAMILIES, type Family } from '#shared/document/schema/vocabulary.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import { type ClausePlace, insertClause as insertInto } from '#shared/drafting/insertion.ts';
import type { Clause, Library } from '#shared/drafting/model.ts';
import { variantSummary } from '#shared/drafting/summary.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { insertClause } from './apply.ts';
import { questionsOf } from './asked.ts';
import { ClauseForm } from './clause-form.tsx';
import classes from './clauses.module.css';
import { printedChange } from './printed.ts';
import { Printed } from './redline.tsx';
import { type ActDivision, useActContent, useDivisions } from './statuses.ts';
import { variantName } from './variant-name.ts';

/** Families that an act has once, at its head: they are not inserted. */
const HEAD: ReadonlySet<string> = new Set(['titre', 'parties']);
/** Variants that only an avenant has a use for. */
const OF_AVENANT: ReadonlySet<string> = new Set(['avenant', 'instructions', 'inchangees']);

export interface InsertDialogProps {
  readonly mounted: MountedEditor;
  readonly library: Library;
  /** The family asked for, when one came here for it. */
  readonly family?: Family | null;
  readonly variant?: string | null;
  readonly onClose: () => void;
  /** @param heading of the clause now in the act; `null` when it opens no division */
  readonly onDone: (clause: Clause, heading: BlockId | null) => void;
}

const nameOf = (clause: Clause): string =>
  `${FAMILY_NAMES[clause.famille]} (${variantName(clause.variante).toLocaleLowerCase('fr')})`;

/** « Insérer une clause »: found in the clausier, read as it will print here, put where one says. */
export function InsertDialog({ library, family, variant, ...props }: InsertDialogProps) {
  const clauses = useMemo(
    () =>
      [...library.clauses.values()]
        .filter(({ famille }) => !HEAD.has(famille))
        .sort((a, b) => FAMILIES.indexOf(a.famille) - FAMILIES.indexOf(b.famille)),
    [library],
  );
  const [chosen, setChosen] = useState<Clause | null>(
    () => clauses.find((each) => each.famille === family && each.variante === variant) ?? null,
  );
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="xl"
      title={chosen === null ? 'Insérer une clause' : `Insérer\u00a0: ${nameOf(chosen)}`}
    >
      {chosen === null ? (
        <Search clauses={clauses} mounted={props.mounted} family={family ?? null} onChoose={setChosen} />
      ) : (
        <Insertion {...props} clause={chosen} onBack={() => setChosen(null)} />
      )}
    </Modal>
  );
}

interface SearchProps {
  readonly clauses: readonly Clause[];
  readonly mounted: MountedEditor;
  readonly family: Family | null;
  readonly onChoose: (clause: Clause) => void;
}

function Search({ clauses, mounted, family, onChoose }: SearchProps) {
  const content = useActContent(mounted);
  const [words, setWords] = useState('');
  const [only, setOnly] = useState<string>(family ?? '');
  const act = useMemo(() => readActFacts(content), [content]);
  const present = act.facts.familles;
  const useful = clauses.filter(
    ({ famille, variante }) =>
      act.qualification === 'avenant' ||
      !OF_AVENANT.has(variante) ||
      (famille === 'modification' && variante === 'avenant'),
  );
  const families = FAMILIES.filter((famille) => useful.some((each) => each.famille === famille));
  const found = useful.filter(
    (clause) =>
      (only === '' || clause.famille === only) &&
      containsWords(
        `${nameOf(clause)} ${variantSummary(clause).titre ?? ''} ${clause.emploi} ${clause.source}`,
        words.trim(),
      ),
  );
  return (
    <div className={classes.dialog}>
      <div className={classes.filters}>
        <TextInput
          label="Chercher"
          placeholder="Un mot de la clause ou de son emploi"
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          data-autofocus
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          label="Famille"
          value={only}
          data={[
            { value: '', label: 'Toutes' },
            ...families.map((famille) => ({ value: famille, label: FAMILY_NAMES[famille] })),
          ]}
          onChange={(event) => setOnly(event.currentTarget.value)}
        />
      </div>
      <p className={classes.small} role="status">
        {found.length === 0
          ? 'Aucune clause ne répond à ces mots.'
          : `${found.length} ${found.length > 1 ? 'clauses' : 'clause'}`}
      </p>
      {/* biome-ignore lint/a11y/noRedundantRoles: without its bullets, Safari says no list */}
      <ul role="list" className={classes.found}>
        {found.map((clause) => (
          <li key={clause.id}>
            <UnstyledButton className={classes.choice} onClick={() => onChoose(clause)}>
              <strong>{nameOf(clause)}</strong>
              <span>{clause.emploi}</span>
              {present.has(clause.famille) ? <small>L’acte a déjà une clause de cette famille.</small> : null}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface InsertionProps extends Omit<InsertDialogProps, 'library' | 'family' | 'variant'> {
  readonly clause: Clause;
  readonly onBack: () => void;
}

const USUAL = 'usuelle';

const placeOf = (value: string, divisions: readonly ActDivision[]): ClausePlace => {
  const after = divisions.find(({ id }) => id === value);
  if (after !== undefined) return { after: after.id };
  return value === 'fin' ? 'fin' : USUAL;
};

/** @returns the name of the division that the new blocks would follow */
function followed(
  content: ActContent,
  first: string | undefined,
  divisions: readonly ActDivision[],
): string | null {
  const { content: blocks } = content.document;
  const start = blocks.findIndex(({ attrs }) => attrs.id === first);
  const before = blocks
    .slice(0, Math.max(0, start))
    .findLast((block) => divisions.some(({ id }) => id === block.attrs.id));
  return divisions.find(({ id }) => id === before?.attrs.id)?.name ?? null;
}

function Insertion({ mounted, clause, onBack, onClose, onDone }: InsertionProps) {
  const content = useActContent(mounted);
  const divisions = useDivisions(mounted);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [place, setPlace] = useState<string>(USUAL);
  const [refused, setRefused] = useState<string | null>(null);
  const preview = useMemo(
    () => insertInto(content, clause, placeOf(place, divisions), typed, mounted.handle.makeId),
    [content, clause, place, divisions, typed, mounted],
  );
  const after = preview.ok
    ? followed(preview.value.content, preview.value.blocks[0]?.attrs.id, divisions)
    : null;
  const apply = () => {
    const done = insertClause(mounted.handle, clause, placeOf(place, divisions), typed);
    if (!done.ok) return setRefused(done.error.map(({ message }) => message).join(' '));
    const heading = done.value.blocks.find((block) => block.type === 'intitule');
    onDone(clause, heading?.attrs.id ?? null);
  };
  return (
    <div className={classes.dialog}>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
          onClick={onBack}
        >
          Choisir une autre clause
        </Button>
      </div>
      <p className={classes.small}>
        {clause.emploi}
        {clause.note === null ? '' : ` ${clause.note}`}
      </p>
      <NativeSelect
        label="Place"
        data-autofocus
        {...(place === USUAL && after !== null ? { description: `Après «\u00a0${after}\u00a0».` } : {})}
        value={place}
        data={[
          { value: USUAL, label: 'À sa place habituelle' },
          ...divisions.map(({ id, name }) => ({ value: id, label: `Après ${name}` })),
          { value: 'fin', label: 'À la fin des articles' },
        ]}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      <ClauseForm
        questions={questionsOf(content, clause, typed)}
        typed={typed}
        problems={preview.ok ? [] : preview.error}
        broken={preview.ok ? preview.value.renvoisRompus : []}
        onType={(chemin, value) => setTyped((past) => ({ ...past, [chemin]: value }))}
      />
      {preview.ok ? (
        <Printed label="La clause telle qu’elle se lira" lines={printedChange(preview.value)} />
      ) : (
        <p className={classes.small}>Complétez ces valeurs{'\u00a0'}: la clause se lira ici.</p>
      )}
      {refused === null ? null : (
        <p role="alert" className={classes.warning}>
          {refused}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={apply} disabled={!preview.ok}>
          Insérer
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Annuler
        </Button>
      </div>
    </div>
  );
}
