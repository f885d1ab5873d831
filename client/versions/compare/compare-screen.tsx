import '#client/editor/page/fonts.ts';
import '#client/editor/page/page.css';
import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconEqual, IconFileOff, IconPrinter } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useSearchParams } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct, useActs } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { actName } from '#shared/versions/names.ts';
import { PRESENT, readSide, type Side } from '#shared/versions/side.ts';
import { useComparison } from '../comparer.ts';
import { useActState } from '../queries.ts';
import classes from './compare.module.css';
import { Comparison } from './comparison.tsx';
import { Sides, stateName } from './sides.tsx';

interface CompareScreenProps {
  readonly id: string;
  /** Gives the comparison as files; `from` and `to` as the page's address names the two texts. */
  readonly Export: ComponentType<{ readonly actId: string; readonly from: string; readonly to: string }>;
}

/** `/actes/:id/comparer?de=…&a=…`: two states of an act, or of two acts, and all that makes them differ. */
export function CompareScreen({ id, Export }: CompareScreenProps) {
  const [params, setParams] = useSearchParams();
  const [from, to] = [params.get('de') ?? PRESENT, params.get('a') ?? PRESENT];
  const sides = { old: readSide(from, id), new: readSide(to, id) };
  const act = useAct(id);
  if (failedWith(act.error, 'session.absente')) return <SignedOut />;
  if (act.error)
    return (
      <Screen title="Comparaison" width="narrow">
        <Failure error={act.error} onRetry={() => void act.refetch()} />
      </Screen>
    );
  return (
    <Screen
      title="Comparer deux textes"
      width="full"
      lead={act.data?.title ?? ' '}
      actions={
        <div className={classes.noPrint}>
          <ButtonLink
            href={`/actes/${id}/versions`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            Versions
          </ButtonLink>
          {sides.old === null || sides.new === null ? null : <Export actId={id} from={from} to={to} />}
          <Button
            variant="default"
            leftSection={<IconPrinter size={17} aria-hidden="true" />}
            onClick={() => window.print()}
          >
            Imprimer
          </Button>
        </div>
      }
    >
      <Texts
        key={`${from} ${to}`}
        actId={id}
        from={from}
        to={to}
        sides={sides}
        onChange={(de, a) =>
          setParams((before) => {
            const next = new URLSearchParams(before);
            next.set('de', de);
            next.set('a', a);
            return next;
          })
        }
      />
    </Screen>
  );
}

interface TextsProps {
  readonly actId: string;
  readonly from: string;
  readonly to: string;
  readonly sides: { readonly old: Side | null; readonly new: Side | null };
  readonly onChange: (from: string, to: string) => void;
}

function Texts({ actId, from, to, sides, onChange }: TextsProps) {
  const [attempt, setAttempt] = useState(0);
  const old = useActState(sides.old);
  const fresh = useActState(sides.new);
  const acts = useActs();
  const job = useComparison(old.data?.content, fresh.data?.content, attempt);
  const nameOf = (side: Side | null, state: typeof old.data) => {
    if (side === null) return 'Texte inconnu';
    const name = stateName(side.ref, state);
    if (side.actId === actId || state?.name) return name;
    const other = acts.data?.find(({ id }) => id === side.actId);
    const title = other === undefined ? 'Autre acte' : actName(other, acts.data ?? []);
    return side.ref === PRESENT ? title : `${title}, ${name}`;
  };
  const names = { old: nameOf(sides.old, old.data), new: nameOf(sides.new, fresh.data) };
  const error = old.error ?? fresh.error;
  const content = () => {
    if (sides.old === null || sides.new === null)
      return (
        <Empty icon={<IconFileOff size={28} />} title="L’un des deux textes n’existe pas">
          <p>Choisissez ci-dessus les deux textes à comparer.</p>
        </Empty>
      );
    if (error)
      return (
        <Failure
          error={error}
          onRetry={() => {
            void old.refetch();
            void fresh.refetch();
          }}
        />
      );
    if (job.kind === 'panne')
      return (
        <Problem
          message="La comparaison s’est interrompue. Réessayez ; si cela se répète, rechargez la page."
          onRetry={() => setAttempt(attempt + 1)}
        />
      );
    if (job.kind === 'attente') return <Comparing />;
    if (from === to)
      return (
        <Empty icon={<IconEqual size={28} />} title="Ces deux textes sont identiques">
          <p>
            C’est le même des deux côtés : choisissez une autre version, ou un autre acte, dans « Avant » ou
            dans « Après ».
          </p>
        </Empty>
      );
    return <Comparison compared={job.compared} names={names} />;
  };
  return (
    <>
      <p className={classes.printedNames}>
        Avant{'\u00a0'}: {names.old}. Après{'\u00a0'}: {names.new}.
      </p>
      <Sides actId={actId} from={from} to={to} names={names} onChange={onChange} />
      {content()}
    </>
  );
}

function Comparing() {
  return (
    <div className={classes.waiting} role="status" aria-label="Comparaison en cours">
      <Skeleton height={48} mb="lg" />
      {['96%', '99%', '92%', '60%', '97%', '95%', '71%'].map((width) => (
        <Skeleton key={width} height={14} width={width} mb="sm" />
      ))}
    </div>
  );
}
