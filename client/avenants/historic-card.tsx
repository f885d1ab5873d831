import { Button, Radio } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import printed from '#client/versions/compare/printed.module.css';
import { Words } from '#client/versions/compare/words.tsx';
import { isVariant } from '#shared/avenants/reading/variants.ts';
import type { CardDecision, HistoricCard } from '#shared/avenants/reading/wire.ts';
import { compareText } from '#shared/compare/text.ts';
import classes from './avenants.module.css';

const KINDS: Readonly<Record<HistoricCard['kind'], string>> = {
  instruction: 'Modification du texte',
  failure: 'Modification non placée',
  question: 'À préciser',
  'stand-alone': 'Stipulation propre à l’avenant',
  frame: 'Titre, parties, visas ou signatures',
};

/** What the card is: once decided, a question is what its answer made of it. */
function kindOf({ kind, decision, text }: HistoricCard): string {
  if (kind === 'question' && decision === 'acceptee') return KINDS.instruction;
  if (kind === 'question' && decision === 'gardee') return KINDS['stand-alone'];
  if (kind === 'stand-alone' && isVariant(text))
    return 'Stipulation propre à l’avenant, pour un territoire ou un membre';
  return KINDS[kind];
}

const DECISIONS: Readonly<Record<CardDecision, string>> = {
  acceptee: 'Portée dans le texte consolidé',
  gardee: 'Gardée dans l’avenant',
  'a-la-main': 'Faite à la main',
  ecartee: 'Écartée',
};

/** What is in a text is taken back in it, unless it can be from here. */
const isSettled = ({ decision, canWithdraw }: HistoricCard): boolean =>
  decision === 'gardee' || (decision === 'acceptee' && !canWithdraw);

interface SideProps {
  readonly before: string;
  readonly after: string;
  readonly shown: 'old' | 'new';
}

/** One of two texts, with the words that go or come marked as in any comparison. */
function Side({ before, after, shown }: SideProps) {
  const { segments, facts } = useMemo(() => compareText(before, after), [before, after]);
  return <Words segments={segments} shown={shown} facts={facts} />;
}

function Changes({ changes }: { readonly changes: HistoricCard['changes'] }) {
  return (
    <dl className={`${classes.changes} ${printed.sheet}`}>
      {changes.map(({ before, after }) => (
        <div key={`${before} ${after}`}>
          {before === null ? null : (
            <>
              <dt>Avant</dt>
              <dd>{after === null ? before : <Side before={before} after={after} shown="old" />}</dd>
            </>
          )}
          <dt>{before === null ? 'Ajouté' : 'Après'}</dt>
          <dd>
            {before === null || after === null ? (
              (after ?? 'supprimé')
            ) : (
              <Side before={before} after={after} shown="new" />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PlacesProps {
  readonly card: HistoricCard;
  readonly chosen: number | null;
  readonly onChoose: (rank: number) => void;
}

/** Which article does it touch: the places, best first, each with what it would change. */
function Places({ card, chosen, onChoose }: PlacesProps) {
  if (card.proposals.length === 0)
    return <p>Aucun endroit ne s’impose{'\u00a0'}: faites la modification dans le texte consolidé.</p>;
  return (
    <Radio.Group
      label={card.question}
      value={chosen === null ? null : String(chosen)}
      onChange={(value) => onChoose(Number(value))}
    >
      <div className={classes.places}>
        {card.proposals.map((one, rank) => (
          <div key={`${one.address} ${one.reason}`}>
            <Radio
              value={String(rank)}
              disabled={!one.canAccept}
              label={one.address.charAt(0).toLocaleUpperCase('fr') + one.address.slice(1)}
              description={one.canAccept ? one.reason : `${one.reason} À modifier à la main.`}
            />
            {one.changes.length > 0 ? (
              <Changes changes={one.changes} />
            ) : (
              <p className={classes.excerpt}>{one.excerpt}</p>
            )}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

interface CardProps {
  readonly card: HistoricCard;
  readonly canWrite: boolean;
  readonly busy: boolean;
  /** Why the last decision on this card was refused. */
  readonly refused: unknown;
  readonly onDecide: (decision: CardDecision | 'a-decider', proposal: number | null) => void;
}

/** One card of a historic avenant: its words, what it would do, and what the person decides. */
export function HistoricCardView({ card, canWrite, busy, refused, onDecide }: CardProps) {
  const first = card.proposals.findIndex((one) => one.canAccept);
  const [chosen, setChosen] = useState<number | null>(first === -1 ? null : first);
  const decided = card.decision;
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef(false);
  // The button that was pressed goes with the decision: whoever works by the keyboard stays on the card.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is waited for is the decision
  useEffect(() => {
    if (pressed.current) heading.current?.focus();
    pressed.current = false;
  }, [decided]);
  const button = (label: string, decision: CardDecision | 'a-decider', main = false) => (
    <Button
      size="compact-md"
      variant={main ? 'filled' : 'default'}
      loading={busy}
      onClick={() => {
        pressed.current = true;
        onDecide(decision, card.kind === 'question' ? chosen : null);
      }}
    >
      {label}
    </Button>
  );
  const acceptable = card.kind === 'instruction' || (card.kind === 'question' && chosen !== null);
  return (
    <li className={classes.article} id={`carte-${card.rank}`}>
      <h3 ref={heading} tabIndex={-1}>
        {kindOf(card)}
      </h3>
      <blockquote>{card.text.trim()}</blockquote>
      {card.kind === 'instruction' ? <Changes changes={card.changes} /> : null}
      {card.problem === null ? null : (
        <p>
          {card.problem.message}
          {card.problem.nearest === null
            ? ''
            : ` Le texte le plus proche\u00a0: «\u00a0${card.problem.nearest}\u00a0».`}
        </p>
      )}
      {card.kind === 'question' && decided === null ? (
        <Places card={card} chosen={chosen} onChoose={setChosen} />
      ) : null}
      {card.overlaps.length === 0 ? null : (
        <p>
          Une autre stipulation touche aux mêmes mots{'\u00a0'}: une seule des deux peut être reprise telle
          quelle.
        </p>
      )}
      {refused === null ? null : <Failure error={refused} detailed />}
      {decided === null ? null : <p className={classes.soft}>{DECISIONS[decided]}.</p>}
      {!canWrite || isSettled(card) ? null : (
        <div className={classes.days}>
          {decided !== null ? (
            button(decided === 'acceptee' ? 'Retirer du texte consolidé' : 'Décider à nouveau', 'a-decider')
          ) : (
            <>
              {acceptable ? button('Porter dans le texte consolidé', 'acceptee', true) : null}
              {card.kind === 'instruction'
                ? null
                : button('Garder dans l’avenant', 'gardee', card.kind === 'stand-alone')}
              {card.kind === 'stand-alone' ? null : button('Faite à la main', 'a-la-main')}
              {button('Écarter', 'ecartee')}
            </>
          )}
        </div>
      )}
    </li>
  );
}
