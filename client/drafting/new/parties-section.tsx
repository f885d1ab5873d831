import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { MAX_PARTIES, type ModeleSummary } from '#shared/drafting/wire.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { emptyParty, moveParty, type PartyDraft } from './draft.ts';
import classes from './new-act.module.css';
import { PartyCard } from './party-card.tsx';
import { fieldId, revealNearest } from './reveal.ts';

interface PartiesSectionProps {
  readonly parties: readonly PartyDraft[];
  readonly modele: ModeleSummary | null;
  readonly annuaire: readonly OrganisationSummary[];
  readonly mayAdd: boolean;
  readonly today: string;
  readonly delegation: boolean;
  readonly withEngagements: boolean;
  readonly errorOf: (champ: string) => string | undefined;
  readonly onBlur: (champ: string) => void;
  readonly onChange: (parties: PartyDraft[]) => void;
}

/** The parties in the order in which the text presents them. */
export function PartiesSection(props: PartiesSectionProps) {
  const { parties, modele, annuaire, errorOf, onChange, ...shared } = props;
  const announce = useRef<HTMLParagraphElement>(null);
  const min = modele?.partiesMin ?? 2;
  const max = Math.min(modele?.partiesMax ?? MAX_PARTIES, MAX_PARTIES);
  const taken = new Set(parties.flatMap(({ organisation }) => organisation ?? []));
  const error = errorOf('parties');
  const say = (words: string) => {
    if (announce.current !== null) announce.current.textContent = words;
  };
  return (
    <section className={classes.section} aria-labelledby="etape-parties">
      <h2 id="etape-parties">
        <span className={classes.step}>2</span> Les parties
      </h2>
      <p className={classes.help} id={fieldId('parties')} tabIndex={-1}>
        Dans l’ordre où le texte les présente. Ce qui manque pourra être complété dans l’acte.
      </p>
      <ol className={classes.parties}>
        {parties.map((party, rank) => (
          <PartyCard
            {...shared}
            key={party.cle}
            party={party}
            rank={rank}
            count={parties.length}
            removable={parties.length > min}
            annuaire={annuaire}
            taken={taken}
            errorOf={errorOf}
            onChange={(next) => onChange(parties.with(rank, next))}
            onMove={(to) => {
              onChange(moveParty(parties, rank, to));
              say(
                `${party.sigle || party.denomination || 'Cette partie'} est maintenant la partie ${to + 1}.`,
              );
            }}
            onRemove={() => {
              onChange(parties.toSpliced(rank, 1));
              say(`Partie ${rank + 1} retirée.`);
              requestAnimationFrame(() => revealNearest(`partie.p${Math.max(1, rank)}`));
            }}
          />
        ))}
      </ol>
      <p ref={announce} className={classes.hidden} aria-live="polite" />
      {error ? <p className={classes.error}>{error}</p> : null}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          disabled={parties.length >= max}
          onClick={() => {
            onChange([...parties, emptyParty(parties)]);
            requestAnimationFrame(() => revealNearest(`partie.p${parties.length + 1}.denomination`));
          }}
        >
          Ajouter une partie
        </Button>
      </div>
    </section>
  );
}
