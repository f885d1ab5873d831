import { NativeSelect } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { compareHref } from '#client/versions/refs.ts';
import type { AvenantSummary } from '#shared/avenants/wire.ts';
import { PRESENT, writeSide } from '#shared/versions/side.ts';
import classes from './avenants.module.css';

interface CompareFormProps {
  readonly id: string;
  readonly avenants: readonly AvenantSummary[];
}

/** Chooses two texts of a signed act to compare: as signed, after each avenant, or the avenants themselves. */
export function CompareForm({ id, avenants: all }: CompareFormProps) {
  // What one may not open has no text to compare here; once it has effect, the act's own text on that day does.
  const avenants = all.filter(
    ({ state, readable, effect }) => state !== 'abandonne' && (readable || effect !== null),
  );
  const after = avenants.map(({ number, effect, workingId }) => ({
    value: effect === null ? writeSide({ actId: workingId, ref: 'consolide' }, id) : `au-${effect}`,
    label:
      effect === null
        ? `Après l’avenant n°\u00a0${number}, en préparation`
        : `Après l’avenant n°\u00a0${number}`,
  }));
  const texts = [
    { value: PRESENT, label: 'L’acte tel que signé' },
    ...after.filter(({ value }, rank) => after.findLastIndex((one) => one.value === value) === rank),
  ];
  const own = avenants
    .filter(({ readable }) => readable)
    .map((one) => ({ value: one.id as string, label: one.title }));
  const [from, setFrom] = useState(PRESENT);
  const [to, setTo] = useState(texts.at(-1)?.value ?? PRESENT);
  const data = [
    { group: 'L’acte', items: texts },
    { group: 'Les avenants eux-mêmes', items: own },
  ];
  return (
    <section className={classes.compare} aria-labelledby="avenants-comparer">
      <h3 id="avenants-comparer">Comparer</h3>
      <NativeSelect
        label="Avant"
        data={data}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <NativeSelect
        label="Après"
        data={data}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <ButtonLink
        href={compareHref(id, from, to)}
        variant="default"
        leftSection={<IconGitCompare size={17} aria-hidden="true" />}
      >
        Comparer ces deux textes
      </ButtonLink>
    </section>
  );
}
