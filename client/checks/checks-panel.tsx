import { Button, Text } from '@mantine/core';
import {
  IconAlertOctagon,
  IconBulb,
  IconCircleCheck,
  IconPencil,
  IconQuestionMark,
} from '@tabler/icons-react';
import { useRef, useState, useSyncExternalStore } from 'react';
import { InsertAskedClause } from '#client/drafting/clauses/insert-asked.tsx';
import { EDITOR_ORIGIN } from '#client/editor/core/undo.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { applyFix, isTextFix } from '#shared/checks/apply.ts';
import { type Finding, type Fix, SEVERITIES, SEVERITY_NAMES, type Severity } from '#shared/checks/model.ts';
import type { Checker } from './checker.ts';
import classes from './checks.module.css';
import { fixLabel } from './fix-label.ts';
import { goToPlace } from './go-to-place.ts';

const ICONS: Readonly<Record<Severity, typeof IconBulb>> = {
  bloquant: IconAlertOctagon,
  recommande: IconBulb,
  style: IconPencil,
};

export interface ChecksPanelProps {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  readonly checker: Checker & { now(): void };
  /** Shows the input of a variable. */
  readonly onField: (key: string) => void;
  /** Called when the person went to the text: a drawer then closes. */
  readonly onGone?: () => void;
}

const plural = (count: number): string =>
  count === 1 ? '1 contrôle en attente' : `${count} contrôles en attente`;

/** « Contrôles »: what a careful jurist would notice, the gravest first, each with the way to it and its correction. */
export function ChecksPanel({ mounted, editable, checker, onField, onGone }: ChecksPanelProps) {
  const state = useSyncExternalStore(checker.subscribe, checker.get);
  const summary = useRef<HTMLParagraphElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [clause, setClause] = useState<Extract<Fix, { kind: 'clause' }> | null>(null);
  const { handle } = mounted;

  if (state.kind === 'panne')
    return (
      <Text role="alert" size="sm" p="md">
        Les contrôles n’ont pas pu être faits. Votre texte n’en est pas affecté{'\u00a0'}; rechargez la page
        pour réessayer.
      </Text>
    );
  const findings = state.kind === 'fait' ? state.findings : [];

  const correct = ({ fix }: Finding) => {
    if (fix === undefined) return;
    setProblem(null);
    if (fix.kind === 'variable') return onField(fix.key);
    if (fix.kind === 'clause') return setClause(fix);
    if (!isTextFix(fix)) return;
    const applied = applyFix(handle.doc, fix, handle.makeId, EDITOR_ORIGIN);
    checker.now();
    // The button goes with its finding: without this the focus would fall out of the panel.
    if (applied.ok) summary.current?.focus();
    else setProblem('Ce passage vient de changer\u00a0: le contrôle est refait.');
  };

  return (
    <div className={classes.panel}>
      <p ref={summary} tabIndex={-1} className={classes.summary} aria-live="polite">
        {state.kind === 'attente'
          ? 'Lecture du texte…'
          : findings.length === 0
            ? 'Aucun contrôle en attente'
            : plural(findings.length)}
      </p>
      {problem !== null && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {state.kind === 'fait' && findings.length === 0 && (
        <div className={classes.empty}>
          <IconCircleCheck size={28} aria-hidden />
          <p>Ni clause manquante, ni incohérence, ni renvoi rompu{'\u00a0'}: il n’y a rien à signaler.</p>
        </div>
      )}
      {SEVERITIES.map((severity) => (
        <Group
          key={severity}
          severity={severity}
          findings={findings.filter((one) => one.severity === severity)}
          editable={editable}
          onCorrect={correct}
          onGo={(finding) => {
            if (goToPlace(handle.editor, finding.place)) onGone?.();
          }}
        />
      ))}
      {clause !== null && (
        <InsertAskedClause
          mounted={mounted}
          family={clause.family}
          variant={clause.variant}
          onClose={() => setClause(null)}
          onDone={() => {
            setClause(null);
            checker.now();
            requestAnimationFrame(() => summary.current?.focus());
          }}
        />
      )}
    </div>
  );
}

interface GroupProps {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
  readonly editable: boolean;
  readonly onCorrect: (finding: Finding) => void;
  readonly onGo: (finding: Finding) => void;
}

function Group({ severity, findings, editable, onCorrect, onGo }: GroupProps) {
  if (findings.length === 0) return null;
  const Icon = ICONS[severity];
  const title = `controles-${severity}`;
  return (
    <section aria-labelledby={title} className={classes.group} data-severity={severity}>
      <h3 id={title} className={classes.title}>
        <Icon size={18} aria-hidden />
        {SEVERITY_NAMES[severity]}
        <span className={classes.count}>{findings.length}</span>
      </h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: without its bullets, Safari says no list */}
      <ul role="list" className={classes.list}>
        {findings.map((finding, index) => (
          <Item
            key={finding.key}
            id={`${title}-${index}`}
            finding={finding}
            editable={editable}
            onCorrect={onCorrect}
            onGo={onGo}
          />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps extends Pick<GroupProps, 'editable' | 'onCorrect' | 'onGo'> {
  readonly id: string;
  readonly finding: Finding;
}

function Item({ id, finding, editable, onCorrect, onGo }: ItemProps) {
  const { fix, message, place, question } = finding;
  const label = fix === undefined ? null : fixLabel(fix);
  const reachable = place.kind === 'bloc' || place.after !== null;
  return (
    <li className={classes.item} data-rule={finding.rule}>
      <p id={id} className={classes.message}>
        {question && (
          <span className={classes.question}>
            <IconQuestionMark size={14} aria-hidden />
            Question
          </span>
        )}
        {message}
      </p>
      {label?.preview && <p className={classes.preview}>{label.preview}</p>}
      <div className={classes.actions}>
        {reachable && (
          <Button size="compact-sm" variant="subtle" aria-describedby={id} onClick={() => onGo(finding)}>
            {place.kind === 'bloc' ? 'Aller au passage' : 'Voir où l’ajouter'}
          </Button>
        )}
        {editable && label !== null && (
          <Button
            size="compact-sm"
            variant="default"
            aria-describedby={id}
            onClick={() => onCorrect(finding)}
          >
            {label.action}
          </Button>
        )}
      </div>
    </li>
  );
}
