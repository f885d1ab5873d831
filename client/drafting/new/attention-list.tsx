import { Button, UnstyledButton } from '@mantine/core';
import { IconAlertOctagon, IconCircleCheck, IconCircleDashed, IconQuestionMark } from '@tabler/icons-react';
import type { Attention } from './attention.ts';
import classes from './new-act.module.css';
import { revealNearest } from './reveal.ts';

const LOOK = {
  erreur: { Icon: IconAlertOctagon, title: 'À corriger avant de créer' },
  manque: { Icon: IconCircleDashed, title: 'Ce qui manque' },
  question: { Icon: IconQuestionMark, title: 'Ce qui fait question' },
} as const satisfies Record<Attention['genre'], unknown>;
const GENRES = ['erreur', 'manque', 'question'] as const;

interface AttentionListProps {
  /** `null` until a modèle is chosen. */
  readonly items: readonly Attention[] | null;
  /** Puts in the value that an item proposes. */
  readonly onAccept: (item: Attention) => void;
}

/** Live, beside the form: what is missing or doubtful, each with the way to its field. */
export function AttentionList({ items, onAccept }: AttentionListProps) {
  return (
    <aside className={classes.attention} aria-labelledby="attention">
      <h2 id="attention">Ce qui manque ou fait question</h2>
      <p className={classes.hidden} role="status">
        {items === null ? '' : summary(items)}
      </p>
      {items === null ? (
        <p className={classes.help}>
          Choisissez un modèle{'\u00a0'}: ce qu’il reste à donner, et ce dont il faut être sûr, se lira ici.
        </p>
      ) : null}
      {items?.length === 0 ? (
        <p className={classes.allRight}>
          <IconCircleCheck size={22} aria-hidden="true" />
          Rien ne manque. L’acte s’ouvrira tout rempli.
        </p>
      ) : null}
      {GENRES.map((genre) => (
        <Group
          key={genre}
          genre={genre}
          items={(items ?? []).filter((each) => each.genre === genre)}
          onAccept={onAccept}
        />
      ))}
    </aside>
  );
}

function summary(items: readonly Attention[]): string {
  const errors = items.filter(({ genre }) => genre === 'erreur').length;
  const others = items.length - errors;
  return `${errors} à corriger, ${others} à compléter ou à vérifier.`;
}

interface GroupProps extends Pick<AttentionListProps, 'onAccept'> {
  readonly genre: Attention['genre'];
  readonly items: readonly Attention[];
}

function Group({ genre, items, onAccept }: GroupProps) {
  if (items.length === 0) return null;
  const { Icon, title } = LOOK[genre];
  return (
    <section aria-labelledby={`attention-${genre}`} data-genre={genre}>
      <h3 id={`attention-${genre}`}>
        <Icon size={18} aria-hidden="true" /> {title} <span className={classes.count}>{items.length}</span>
      </h3>
      <ul>
        {items.map((item) => (
          <li key={`${item.champ} ${item.message}`}>
            <UnstyledButton className={classes.attentionItem} onClick={() => revealNearest(item.champ)}>
              {item.message}
            </UnstyledButton>
            {item.proposition === undefined ? null : (
              <Button size="compact-sm" variant="default" onClick={() => onAccept(item)}>
                Écrire «{'\u00a0'}
                {item.proposition}
                {'\u00a0'}»
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
