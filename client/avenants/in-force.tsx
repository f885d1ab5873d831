import { actGender, agreedWord } from '#shared/drafting/agreement.ts';
import '#client/editor/page/fonts.ts';
import '#client/editor/page/page.css';
import { Skeleton, TextInput, VisuallyHidden } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import printed from '#client/versions/compare/printed.module.css';
import { PrintedBlock } from '#client/versions/compare/printed-block.tsx';
import { useComparison } from '#client/versions/comparer.ts';
import { compareHref } from '#client/versions/refs.ts';
import type { InForce as InForceAnswer } from '#shared/avenants/wire.ts';
import { printField } from '#shared/document/variables.ts';
import { PRESENT } from '#shared/versions/side.ts';
import classes from './avenants.module.css';
import { useInForce } from './queries.ts';

const dayOf = (day: string) => printField({ type: 'date', libelle: '', valeur: day }, 'texte');

/** @returns how an act ended, as a sentence of its own */
function overWords({ state, day }: NonNullable<InForceAnswer['over']>): string {
  switch (state) {
    case 'echu':
      return day === null ? 'il est échu.' : `il est échu, son dernier jour était le ${dayOf(day)}.`;
    case 'resilie':
      return day === null ? 'il est résilié.' : `il est résilié à compter du ${dayOf(day)}.`;
    case 'remplace':
      return 'un autre le remplace.';
  }
}

interface Step {
  readonly day: string;
  readonly titles: readonly string[];
}

/** @returns the days on which the text changed, each once, with what took effect then */
function stepsOf(days: readonly { readonly day: string; readonly title: string }[]): readonly Step[] {
  const steps = new Map<string, string[]>();
  for (const { day, title } of days) steps.set(day, [...(steps.get(day) ?? []), title]);
  return [...steps].map(([day, titles]) => ({ day, titles }));
}

interface HistoryProps {
  readonly steps: readonly Step[];
  readonly day: string;
  readonly onDay: (day: string) => void;
}

/** Slides over the days on which the text changed; the arrows of the keyboard go from one to the next. */
function HistorySlider({ steps, day, onDay }: HistoryProps) {
  const id = useId();
  const rank = Math.max(
    0,
    steps.findLastIndex((step) => step.day <= day),
  );
  const step = steps[rank];
  const [first, last] = [steps[0], steps.at(-1)];
  if (step === undefined || first === undefined || last === undefined || steps.length < 2) return null;
  return (
    <div className={classes.slider}>
      <label htmlFor={id}>Au fil des actes signés</label>
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={rank}
        aria-valuetext={`${dayOf(step.day)}\u00a0: ${step.titles.join('\u202f; ')}`}
        onChange={(event) => {
          const chosen = steps[Number(event.currentTarget.value)];
          if (chosen !== undefined) onDay(chosen.day);
        }}
      />
      <div className={classes.ends} aria-hidden="true">
        <span>{dayOf(first.day)}</span>
        <span>{dayOf(last.day)}</span>
      </div>
      <p className={classes.soft}>
        Depuis le {dayOf(step.day)}
        {'\u00a0'}: {step.titles.join('\u202f; ')}.
      </p>
    </div>
  );
}

/** The text in force on a day, each line with the act that it comes from. */
export function InForce({ id }: { readonly id: string }) {
  const [day, setDay] = useState<string | null>(null);
  const { data, error, refetch, isPlaceholderData } = useInForce(id, day);
  const job = useComparison(data?.content, data?.content);
  const steps = useMemo(() => stepsOf(data?.days ?? []), [data]);
  const shown = day ?? data?.day ?? '';
  return (
    <section className={classes.card} aria-labelledby="avenants-vigueur">
      <h2 id="avenants-vigueur">Texte en vigueur</h2>
      <HistorySlider steps={steps} day={shown} onDay={setDay} />
      <TextInput
        className={classes.day}
        type="date"
        label="En vigueur au"
        value={shown}
        onChange={(event) => setDay(event.currentTarget.value || null)}
      />
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : job.kind === 'panne' ? (
        <Problem message="Le texte n’a pas pu être affiché. Rechargez la page." />
      ) : data === undefined || job.kind !== 'fait' ? (
        <div role="status" aria-label="Le texte arrive">
          <Skeleton height="50vh" />
        </div>
      ) : (
        <>
          <div className={classes.informative} role="status" aria-busy={isPlaceholderData}>
            <p>
              <strong>Version consolidée au {dayOf(data.day)}, à titre d’information</strong>
              {'\u00a0'}: seuls les actes signés font foi.
            </p>
            {data.inForce ? null : (
              <p>
                <strong>L’acte n’était pas encore en vigueur à cette date</strong>
                {'\u00a0'}: voici le texte signé, qui prend effet le {dayOf(data.days[0]?.day ?? data.day)}.
              </p>
            )}
            {data.over === null ? null : (
              <p>
                <strong>L’acte n’était plus en vigueur à cette date</strong>
                {'\u00a0'}: {overWords(data.over)} Voici son dernier texte.
              </p>
            )}
            <p>Sources{'\u00a0'}:</p>
            <ul>
              {data.legend.map(({ mark, title, signedOn, effect }) => (
                <li key={mark}>
                  <strong>{mark}</strong> {title}, {agreedWord('signé·e', actGender(title))} le{' '}
                  {dayOf(signedOn)}
                  {effect === signedOn ? '' : `, effet au ${dayOf(effect)}`}
                </li>
              ))}
              {data.later.map(({ title, effect }) => (
                <li key={title} className={classes.soft}>
                  {title}, {agreedWord('signé·e', actGender(title))}, n’a effet que le {dayOf(effect)}
                  {'\u00a0'}: il n’est pas dans ce texte
                </li>
              ))}
            </ul>
          </div>
          {data.inForce ? (
            <div className={classes.ways}>
              <ButtonLink
                href={`/actes/${id}/exporter?${new URLSearchParams({ etat: `au-${data.day}` })}`}
                variant="default"
                size="compact-md"
              >
                Exporter ce texte
              </ButtonLink>
              {data.applied.length === 0 ? null : (
                <ButtonLink
                  href={compareHref(id, PRESENT, `au-${data.day}`)}
                  variant="default"
                  size="compact-md"
                >
                  Comparer à l’acte tel que signé
                </ButtonLink>
              )}
            </div>
          ) : null}
          <div className={`feuille ${printed.sheet}`}>
            <div className="acte">
              {job.compared.view.rows.map((row) => (
                <div key={row.key} className={classes.sourced}>
                  <PrintedBlock row={row} shown="new" />
                  <Source
                    type={row.new?.block.type ?? ''}
                    of={data.sources[row.new?.block.attrs.id ?? ''] ?? []}
                  />
                </div>
              ))}
            </div>
          </div>
        </>
      )}
    </section>
  );
}

const INITIAL = 'Texte initial';

/** What is no alinéa: only told where an avenant wrote it. */
const NO_ALINEA: ReadonlySet<string> = new Set(['titre', 'intitule', 'liaison', 'cloture', 'signataire']);

interface SourceProps {
  readonly type: string;
  /** The acts that wrote a line, in order. */
  readonly of: readonly string[];
}

const withArticle = (name: string): string => name.replace(/^A/, 'l’a');

/** The acts that wrote a line: in words below it where an avenant did, else a mark beside it. */
function Source({ type, of }: SourceProps) {
  const [first, ...since] = of;
  if (first === undefined) return null;
  if (since.length > 0)
    return (
      <div className={classes.source}>
        {first}, modifié par {since.map(withArticle).join(' et ')}
      </div>
    );
  if (first !== INITIAL) return <div className={classes.source}>{first}</div>;
  if (NO_ALINEA.has(type)) return null;
  return (
    <div className={classes.initial} title={INITIAL}>
      <span aria-hidden="true">TI</span>
      <VisuallyHidden>{INITIAL}</VisuallyHidden>
    </div>
  );
}
