import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconSwitchHorizontal } from '@tabler/icons-react';
import { useActs } from '#client/drafting/queries.ts';
import { versionName } from '#shared/versions/names.ts';
import { PRESENT } from '#shared/versions/side.ts';
import type { State, Version } from '#shared/versions/wire.ts';
import { momentName } from '../labels.ts';
import { useVersions } from '../queries.ts';
import classes from './compare.module.css';

/** As many versions as the server gives at once. */
const MANY = 200;

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

interface SidesProps {
  readonly actId: string;
  readonly from: string;
  readonly to: string;
  readonly names: { readonly old: string; readonly new: string };
  readonly onChange: (from: string, to: string) => void;
}

/** Chooses the two texts: a version of the act, its present, or another act. */
export function Sides({ actId, from, to, names, onChange }: SidesProps) {
  const versions = useVersions(actId, null, MANY).data?.pages.flatMap((page) => page.versions) ?? [];
  const acts = useActs().data?.filter(({ id }) => id !== actId) ?? [];
  const dataFor = (value: string, name: string) => {
    const own = [{ value: PRESENT, label: 'Texte actuel' }, ...versions.map(optionOf)];
    const others = acts.map(({ id, title }) => ({ value: id as string, label: title }));
    const known = [...own, ...others].some((option) => option.value === value);
    return [
      { group: 'Cet acte', items: known ? own : [{ value, label: name }, ...own] },
      ...(others.length > 0 ? [{ group: 'Autres actes, texte actuel', items: others }] : []),
    ];
  };
  return (
    <div className={classes.sidesChoice}>
      <div>
        <Select
          label="Avant"
          data={dataFor(from, names.old)}
          value={from}
          searchable
          allowDeselect={false}
          nothingFoundMessage="Aucun texte de ce nom"
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
          allowDeselect={false}
          nothingFoundMessage="Aucun texte de ce nom"
          onChange={(value) => value !== null && onChange(from, value)}
        />
      </div>
    </div>
  );
}
