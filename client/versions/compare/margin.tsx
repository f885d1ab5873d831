import { IconAlertTriangle } from '@tabler/icons-react';
import type { FactChange } from '#shared/compare/inline/model.ts';
import type { ChangeKind } from '#shared/compare/model.ts';
import type { ViewRow } from '#shared/compare/view.ts';
import classes from './compare.module.css';
import { KindTag } from './kinds.tsx';
import type { Shows } from './shows.ts';

/** What hardly shows in the text is told in a sentence beside it. */
const DISCREET: readonly ChangeKind[] = [
  'structure',
  'typographie',
  'mise-en-forme',
  'propriete',
  'scinde',
  'fusionne',
];

/** Beside a changed line: what the change is, the facts it changes, and what does not show in the words. */
export function Margin({ row, shows }: { readonly row: ViewRow; readonly shows: Shows }) {
  const kinds = row.kinds.filter((kind) => kind !== 'identite');
  const told = kinds.some((kind) => DISCREET.includes(kind)) ? shows.sentenceOf(row) : null;
  return (
    <div className={classes.margin}>
      <KindTag kinds={kinds} />
      <Facts facts={shows.factsOf(row)} />
      {told === null ? null : <p className={classes.told}>{told}</p>}
      {row.capped ? <Capped /> : null}
    </div>
  );
}

/** A comparison that was given up in the middle says so where it was. */
export function Capped() {
  return (
    <p className={classes.capped}>
      <IconAlertTriangle size={15} aria-hidden={true} />
      Trop de changements ici{'\u00a0'}: le passage est donné en entier, avant puis après.
    </p>
  );
}

/** « deux mois → trois mois », each fact by itself. */
export function Facts({ facts }: { readonly facts: readonly FactChange[] }) {
  if (facts.length === 0) return null;
  return (
    <ul className={classes.facts} aria-label="Chiffres et dates changés">
      {facts.map((fact, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity, and are drawn whole
        <li key={rank}>
          {fact.old === null ? null : <del>{fact.old}</del>}
          {fact.old !== null && fact.new !== null ? <span aria-hidden="true"> → </span> : null}
          {fact.new === null ? null : <ins>{fact.new}</ins>}
        </li>
      ))}
    </ul>
  );
}
