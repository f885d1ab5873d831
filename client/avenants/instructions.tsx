import { NativeSelect, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { Problem } from '#client/ui/problem.tsx';
import { GRAINS } from '#shared/avenants/model.ts';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import classes from './avenants.module.css';
import { Findings } from './findings.tsx';
import { useChooseGrain } from './queries.ts';
import { passageHref } from './working-text.tsx';

const FINER = [
  { value: 'words', label: 'Par mots' },
  { value: 'alinea', label: 'Par alinéas entiers' },
];
const GRAINS_OF_ARTICLE = [...FINER, { value: 'division', label: 'L’article entier' }];
const GRAINS_OF_ANNEXE = [
  ...FINER,
  { value: 'annexe', label: 'L’annexe entière, jointe à l’avenant' },
  { value: 'division', label: 'L’annexe entière, citée entre guillemets' },
];

interface InstructionsProps {
  readonly avenant: AvenantDetail;
  /** A passage of one of the texts is about to be shown. */
  readonly onGo: () => void;
}

/** What an avenant says now, as it will be signed, and what is to be settled before. */
export function Instructions({ avenant, onGo }: InstructionsProps) {
  const { articles, target } = avenant;
  const choose = useChooseGrain(avenant.id);
  return (
    <div className={classes.read}>
      <p className={classes.soft}>
        Cet avenant modifie l’acte «{'\u00a0'}
        {target.readable ? (
          <Link href={`/actes/${target.id}`} onClick={onGo}>
            {target.title}
          </Link>
        ) : (
          target.title
        )}
        {'\u00a0'}». Les instructions s’écrivent d’elles-mêmes pendant que le texte consolidé est modifié.
      </p>
      <Findings avenant={avenant} onGo={onGo} />
      <section aria-labelledby="avenant-instructions">
        <h3 id="avenant-instructions">Instructions</h3>
        <VisuallyHidden role="status">
          {articles.length === 0
            ? 'Aucune modification.'
            : articles.length === 1
              ? 'Un article modifié.'
              : `${articles.length}\u00a0articles modifiés.`}
        </VisuallyHidden>
        {choose.error ? <Problem message={sentenceOf(choose.error)} /> : null}
        {articles.length === 0 ? (
          <p className={classes.soft}>
            Aucune pour l’instant. Ouvrez le texte consolidé et modifiez-le comme un texte ordinaire.
          </p>
        ) : (
          articles.map(({ title, announced, changes, about }, rank) => (
            <article key={about?.id ?? `${rank} ${title}`} className={classes.article}>
              <h4>{title}</h4>
              {announced === null ? null : <p>{announced}</p>}
              <ol className={classes.changesList} aria-label={title}>
                {changes.map(({ lines, block }) => (
                  <li key={lines.join('\n')}>
                    {lines.map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                    {block === null ? null : (
                      <p className={classes.ways}>
                        <Link
                          href={passageHref(avenant.workingId, block)}
                          onClick={onGo}
                          aria-label={`Voir le passage\u00a0: ${lines[0] ?? title}`}
                        >
                          Voir le passage
                        </Link>
                      </p>
                    )}
                  </li>
                ))}
              </ol>
              {about !== null && avenant.canWrite ? (
                <NativeSelect
                  className={classes.grain}
                  size="sm"
                  label="Finesse des instructions"
                  data={about.annexe ? GRAINS_OF_ANNEXE : GRAINS_OF_ARTICLE}
                  value={about.grain}
                  disabled={choose.isPending}
                  onChange={(event) => {
                    const grain = GRAINS.find((one) => one === event.currentTarget.value);
                    if (grain !== undefined) choose.mutate({ division: about.id, grain });
                  }}
                />
              ) : null}
            </article>
          ))
        )}
      </section>
    </div>
  );
}
