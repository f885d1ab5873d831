import {
  IconArrowsJoin,
  IconArrowsMoveVertical,
  IconArrowsSplit,
  IconBold,
  IconCircleMinus,
  IconCirclePlus,
  IconForms,
  IconHash,
  IconLink,
  IconPencil,
  IconQuote,
  IconStack2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { FILTERS, type Filter, kindsLabel } from '#shared/compare/labels.ts';
import { CHANGE_KINDS, type ChangeKind } from '#shared/compare/model.ts';
import classes from './compare.module.css';

type Icon = ComponentType<{ readonly size?: number; readonly 'aria-hidden'?: boolean }>;

const ICONS: Readonly<Record<ChangeKind, Icon>> = {
  insere: IconCirclePlus,
  supprime: IconCircleMinus,
  deplace: IconArrowsMoveVertical,
  scinde: IconArrowsSplit,
  fusionne: IconArrowsJoin,
  reformule: IconPencil,
  valeur: IconForms,
  structure: IconStack2,
  renumerote: IconHash,
  typographie: IconQuote,
  'mise-en-forme': IconBold,
  propriete: IconLink,
  identite: IconHash,
};

/** What a filter is called. */
export const FILTER_NAMES: Readonly<Record<Filter, string>> = {
  fond: 'Sur le fond',
  place: 'Place et numéros',
  forme: 'Sur la forme',
};

/** The kinds that a person may see, as the filters group them. */
export const FILTER_GROUPS = (Object.keys(FILTERS) as Filter[]).map((name) => ({
  name,
  kinds: CHANGE_KINDS.filter((kind) => FILTERS[name].some((one) => one === kind)),
}));

/** @returns « Reformulé » */
export const kindName = (kind: ChangeKind): string => {
  const label = kindsLabel([kind, kind]).split(', ')[0] ?? '';
  return label.charAt(0).toLocaleUpperCase('fr') + label.slice(1);
};

/** The icon of a kind of change; its name is written beside it. */
export function KindIcon({ kind, size = 15 }: { readonly kind: ChangeKind; readonly size?: number }) {
  const Drawn = ICONS[kind];
  return <Drawn size={size} aria-hidden={true} />;
}

/** What a change is: « déplacé, reformulé », « renuméroté seulement ». */
export function KindTag({ kinds }: { readonly kinds: readonly ChangeKind[] }) {
  const [first] = kinds;
  if (first === undefined) return null;
  return (
    <span className={classes.tag} data-kind={first}>
      <KindIcon kind={first} />
      {kindsLabel(kinds)}
    </span>
  );
}
