import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconSwitchHorizontal } from '@tabler/icons-react';
import { type MouseEvent, useEffect, useState } from 'react';
import { useActs } from '#client/drafting/queries.ts';
import { actName, versionName } from '#shared/versions/names.ts';
import { MODELE, PRESENT } from '#shared/versions/side.ts';
import type { State, Version } from '#shared/versions/wire.ts';
import { momentName } from '../labels.ts';
import { useVersions } from '../queries.ts';
import classes from './compare.module.css';

/** As many versions as the server gives at once. */
const MANY = 200;

/** Says that there are more than the list shows. */
const RECENT = 'Cet acte\u00a0: les plus récentes\u202f; les autres se cherchent par numéro, nom ou date';

const optionOf = (version: Version) => ({
  value: version.id,
  label: `${version.rank}. ${versionName(version)}, ${momentName(version.at)}`,
});

/** @returns how a state is called at the head of its text */
export function stateName(ref: string, state: State | undefined): string {
  if (ref === PRESENT) return 'Texte actuel';
  if (state?.name) return state.name;
  const version = state?.version;
  if (version) return `${versionName(version)}, ${momentName(version.at)}`;
  return state ? `État du ${momentName(state.at)}` : 'État de l’acte';
}

/** What one types replaces the name that the field holds. */
function selectName({ currentTarget }: MouseEvent<HTMLInputElement>): void {
  currentTarget.select();
}

interface SidesProps {
  readonly actId: string;
  readonly from: string;
  readonly to: string;
  readonly names: { readonly old: string; readonly new: string };
  readonly onChange: (from: string, to: string) => void;
}

/** Chooses the two texts: a version of the act, its present, or another act. */
export function Sides({ actId, from, to, names, onChange }: SidesProps) {
  const query = useVersions(actId, null, { limite: MANY });
  const modele = query.data?.pages[0]?.modele ?? null;
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? [];
  const [search, setSearch] = useState('');
  // Whoever searches means any version: the older ones come, page after page.
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const searching = search !== '' && hasNextPage && !isError;
  // By the pages that are there: one that comes at once may never be seen on its way.
  const pages = query.data?.pages.length ?? 0;
  useEffect(() => {
    if (searching && !isFetchingNextPage && pages > 0) void fetchNextPage();
  }, [searching, isFetchingNextPage, pages, fetchNextPage]);
  const all = useActs().data ?? [];
  const acts = all.filter(({ id }) => id !== actId);
  const dataFor = (value: string, name: string) => {
    const own = [
      { value: PRESENT, label: 'Texte actuel' },
      ...(modele === null ? [] : [{ value: MODELE, label: `${modele}, tel que rempli au début` }]),
      ...versions.map(optionOf),
    ];
    const others = acts.map((act) => ({ value: act.id as string, label: actName(act, all) }));
    const known = [...own, ...others].some((option) => option.value === value);
    return [
      { group: hasNextPage ? RECENT : 'Cet acte', items: known ? own : [{ value, label: name }, ...own] },
      ...(others.length > 0 ? [{ group: 'Autres actes, texte actuel', items: others }] : []),
    ];
  };
  /** The field holds the name of what is chosen, until one types. */
  const isName = (typed: string) =>
    [from, to].some((value, rank) =>
      dataFor(value, rank === 0 ? names.old : names.new).some(({ items }) =>
        items.some((one) => one.value === value && one.label === typed),
      ),
    );
  return (
    <div className={classes.sidesChoice}>
      <div>
        <Select
          label="Avant"
          data={dataFor(from, names.old)}
          value={from}
          searchable
          onClick={selectName}
          allowDeselect={false}
          limit={MANY}
          onSearchChange={(typed) => setSearch(isName(typed) ? '' : typed)}
          nothingFoundMessage={
            searching ? 'Recherche parmi les versions anciennes…' : 'Aucun texte de ce nom'
          }
          onChange={(value) => value !== null && onChange(value, to)}
        />
      </div>
      <Tooltip label="Échanger les deux textes">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="Échanger les deux textes"
          onClick={() => onChange(to, from)}
        >
          <IconSwitchHorizontal size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <div>
        <Select
          label="Après"
          data={dataFor(to, names.new)}
          value={to}
          searchable
          onClick={selectName}
          allowDeselect={false}
          limit={MANY}
          onSearchChange={(typed) => setSearch(isName(typed) ? '' : typed)}
          nothingFoundMessage={
            searching ? 'Recherche parmi les versions anciennes…' : 'Aucun texte de ce nom'
          }
          onChange={(value) => value !== null && onChange(from, value)}
        />
      </div>
    </div>
  );
}
