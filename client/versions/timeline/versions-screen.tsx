import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconArrowLeft, IconBookmarkPlus, IconGitCompare, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { MODELE, PRESENT } from '#shared/versions/side.ts';
import type { Version } from '#shared/versions/wire.ts';
import { dayName } from '../labels.ts';
import { useVersions } from '../queries.ts';
import { compareHref } from '../refs.ts';
import { NameDialog } from './name-dialog.tsx';
import classes from './timeline.module.css';
import { VersionItem } from './version-item.tsx';

/** `/actes/:id/versions`: every state that was kept of an act, and what one does with them. */
export default function VersionsScreen({ id }: { readonly id: string }) {
  const act = useAct(id);
  const [named, setNamed] = useState(false);
  const [day, setDay] = useState('');
  const versions = useVersions(id, named ? 'nommee' : null, { until: dayAfter(day) });
  const [naming, setNaming] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const error = act.error ?? versions.error;
  if (failedWith(error, 'session.absente')) return <SignedOut />;
  const list = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const can = versions.data?.pages[0]?.can ?? { name: false, restore: false };
  const modele = versions.data?.pages[0]?.modele ?? null;
  const toggle = (one: string) =>
    setChosen(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one].slice(-2));
  return (
    <Screen
      title="Versions"
      lead={act.data?.title ?? ' '}
      actions={
        <>
          <ButtonLink
            href={`/actes/${id}`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            Revenir à l’acte
          </ButtonLink>
          {modele === null ? null : (
            <ButtonLink
              href={compareHref(id, MODELE, PRESENT)}
              variant="default"
              leftSection={<IconGitCompare size={17} aria-hidden="true" />}
            >
              Comparer avec le modèle
            </ButtonLink>
          )}
          {can.name ? (
            <Button
              leftSection={<IconBookmarkPlus size={17} aria-hidden="true" />}
              onClick={() => setNaming(true)}
            >
              Nommer le texte actuel
            </Button>
          ) : null}
        </>
      }
    >
      {error ? (
        <Failure
          error={error}
          onRetry={() => {
            void act.refetch();
            void versions.refetch();
          }}
        />
      ) : (
        <>
          <div className={classes.tools}>
            <SegmentedControl
              aria-label="Versions montrées"
              value={named ? 'nommees' : 'toutes'}
              onChange={(value) => setNamed(value === 'nommees')}
              data={[
                { value: 'toutes', label: 'Toutes' },
                { value: 'nommees', label: 'Nommées' },
              ]}
            />
            <TextInput
              type="date"
              label="Jusqu’au"
              className={classes.until}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            {list.length === 0 ? null : (
              <Chosen actId={id} list={list} chosen={chosen} onClear={() => setChosen([])} />
            )}
          </div>
          {versions.isPending ? (
            <LoadingRows />
          ) : list.length === 0 ? (
            <None named={named} until={day !== ''} />
          ) : (
            <Days list={list}>
              {(version, before) => (
                <VersionItem
                  key={version.id}
                  actId={id}
                  title={act.data?.title ?? ''}
                  version={version}
                  before={named ? null : before}
                  can={can}
                  chosen={chosen.includes(version.id)}
                  onToggle={() => toggle(version.id)}
                />
              )}
            </Days>
          )}
          {versions.hasNextPage ? (
            <Button
              variant="default"
              loading={versions.isFetchingNextPage}
              onClick={() => void versions.fetchNextPage()}
            >
              Versions plus anciennes
            </Button>
          ) : null}
        </>
      )}
      <NameDialog actId={id} version={null} opened={naming} onClose={() => setNaming(false)} />
    </Screen>
  );
}

/** @returns the first instant after a day written AAAA-MM-JJ, in the reader's time zone; null for no day */
function dayAfter(day: string): number | null {
  if (day === '') return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}

function None({ named, until }: { readonly named: boolean; readonly until: boolean }) {
  if (until)
    return (
      <Empty icon={<IconHistory size={28} />} title="Aucune version jusqu’à ce jour">
        <p>Choisissez un jour plus récent, ou effacez la date pour les voir toutes.</p>
      </Empty>
    );
  return (
    <Empty
      icon={<IconHistory size={28} />}
      title={named ? 'Aucune version n’a de nom' : 'Aucune version encore'}
    >
      <p>
        {named
          ? 'Nommez le texte actuel pour le retrouver tel quel, par exemple avant de le soumettre au bureau.'
          : 'Une version est gardée toute seule dès que le texte se repose, et chaque fois que vous en nommez une.'}
      </p>
    </Empty>
  );
}

interface ChosenProps {
  readonly actId: string;
  readonly list: readonly Version[];
  readonly chosen: readonly string[];
  readonly onClear: () => void;
}

/** What to compare, once one or two versions are ticked: the older stands before the newer. */
function Chosen({ actId, list, chosen, onClear }: ChosenProps) {
  const [, navigate] = useLocation();
  const ranks = chosen.toSorted((a, b) => {
    const rankOf = (id: string) => list.find((version) => version.id === id)?.rank ?? 0;
    return rankOf(a) - rankOf(b);
  });
  const [from, to = PRESENT] = ranks;
  return (
    <p className={classes.chosen} role="status">
      {from === undefined ? (
        <span className={classes.soft}>Cochez une ou deux versions pour les comparer.</span>
      ) : (
        <>
          <Button
            size="sm"
            leftSection={<IconGitCompare size={17} aria-hidden="true" />}
            onClick={() => navigate(compareHref(actId, from, to))}
          >
            {to === PRESENT ? 'Comparer avec le texte actuel' : 'Comparer ces deux versions'}
          </Button>
          <Button size="sm" variant="subtle" onClick={onClear}>
            Décocher
          </Button>
        </>
      )}
    </p>
  );
}

interface DaysProps {
  readonly list: readonly Version[];
  /** Draws a version; `before` is the one taken just before it, null when it is not loaded. */
  readonly children: (version: Version, before: Version | null) => React.ReactNode;
}

function Days({ list, children }: DaysProps) {
  const days: { readonly day: string; readonly ranks: number[] }[] = [];
  list.forEach((version, rank) => {
    const day = dayName(version.at);
    const last = days.at(-1);
    if (last?.day === day) last.ranks.push(rank);
    else days.push({ day, ranks: [rank] });
  });
  return days.map(({ day, ranks }) => (
    <section key={day} className={classes.day}>
      <h2 className={classes.dayTitle}>{day}</h2>
      <ol className={classes.list}>
        {ranks.map((rank) => {
          const version = list[rank];
          return version ? children(version, list[rank + 1] ?? null) : null;
        })}
      </ol>
    </section>
  ));
}
