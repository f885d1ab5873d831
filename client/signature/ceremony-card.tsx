import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { keepFile } from '#client/app/download.ts';
import { Failure } from '#client/app/failure.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { personWithDe } from '#shared/document/names.ts';
import type { CeremonyAnswer, CeremonyView, SignatoryView } from '#shared/signature/wire.ts';
import { type Asked, ConductDialog } from './conduct-dialog.tsx';
import { type Conducting, fileHref, useConduct } from './queries.ts';
import classes from './signature.module.css';
import { dayOf, dayWords, standing, whoSigns } from './words.ts';

interface CeremonyCardProps {
  readonly actId: string;
  readonly ceremony: CeremonyView;
  readonly answer: CeremonyAnswer;
  /** Links just made, shown once. */
  readonly links: CeremonyAnswer['links'];
  readonly onLinks: (links: CeremonyAnswer['links']) => void;
}

/** Where each signature stands, and what the pilote may do about it. */
export function CeremonyCard({ actId, ceremony, answer, links, onLinks }: CeremonyCardProps) {
  const conduct = useConduct(actId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const run = (asking: Conducting, done?: () => void) =>
    conduct.mutate(asking, {
      onSuccess: (after) => {
        onLinks(after.links);
        done?.();
      },
    });
  const close = () => {
    setAsked(null);
    conduct.reset();
  };
  return (
    <section className={classes.card} aria-labelledby="signatures">
      <h2 id="signatures">Signatures</h2>
      <p>{summary(ceremony)}</p>
      {links.length > 0 ? (
        <div className={classes.stack} role="status">
          <p>
            <strong>Remettez à chaque personne son lien.</strong> Il ne vaut que pour elle et ne sera plus
            affiché.
          </p>
          {links.map((link) => (
            <CopyField
              key={link.url}
              label={`Lien de signature ${personWithDe(link.nom)}`}
              value={link.url}
            />
          ))}
        </div>
      ) : null}
      <ol className={classes.signatories}>
        {ceremony.signatories.map((one) => (
          <Signatory
            key={one.id}
            actId={actId}
            one={one}
            conducts={answer.can.conduct}
            mail={answer.mail}
            onAsk={(kind) => setAsked({ kind, signatory: one })}
            onRemind={() => run({ kind: 'rappel', signatory: one.id })}
            pending={conduct.isPending}
          />
        ))}
      </ol>
      {conduct.isError && asked === null ? <Failure takesFocus detailed error={conduct.error} /> : null}
      {answer.can.conduct ? (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setAsked({ kind: 'terme', signatory: null })}>
            Prolonger le délai…
          </Button>
        </div>
      ) : null}
      <ConductDialog
        asked={asked}
        pending={conduct.isPending}
        error={conduct.error}
        onConfirm={(asking) => run(asking, close)}
        onClose={close}
      />
    </section>
  );
}

function summary(ceremony: CeremonyView): string {
  const done = ceremony.signatories.filter(({ status }) => status === 'signe').length;
  const all = ceremony.signatories.length;
  if (ceremony.status === 'complete') {
    const effect =
      ceremony.effectDay === null ? '' : ` Prise d’effet\u00a0: ${dayWords(ceremony.effectDay)}.`;
    return `Toutes les signatures sont réunies depuis le ${dayOf(ceremony.closedAt ?? 0)}.${effect}`;
  }
  const order = ceremony.order === 'successif' ? 'l’une après l’autre' : 'dans n’importe quel ordre';
  const term = ceremony.expired
    ? `Le délai est passé depuis le ${dayOf(ceremony.expiresAt)}\u00a0: plus personne ne peut signer.`
    : `Attendues ${order}, jusqu’au ${exactDate(ceremony.expiresAt)}.`;
  return `${done} signature${done > 1 ? 's' : ''} sur ${all}. ${term}`;
}

interface SignatoryProps {
  readonly actId: string;
  readonly one: SignatoryView;
  readonly conducts: boolean;
  /** Whether links are sent by e-mail. */
  readonly mail: boolean;
  readonly pending: boolean;
  readonly onAsk: (kind: 'remplacement' | 'moyen' | 'delegation' | 'original') => void;
  readonly onRemind: () => void;
}

function Signatory({ actId, one, conducts, mail, pending, onAsk, onRemind }: SignatoryProps) {
  const open = conducts && (one.status === 'a-signer' || one.status === 'refuse');
  const waiting = conducts && one.status === 'a-signer';
  return (
    <li className={classes.signatory} data-statut={one.status} data-tour={one.next ? 'oui' : undefined}>
      <p className={classes.party}>{one.party}</p>
      <p>{whoSigns(one)}</p>
      <p className={classes.soft}>
        {standing(one)}
        {one.signedAt === null
          ? ''
          : one.signedOn === null
            ? `, le ${exactDate(one.signedAt)}`
            : `, le ${dayWords(one.signedOn)} (original joint le ${dayOf(one.signedAt)})`}
        {one.email === null ? '' : ` · ${one.email}`}
        {one.remindedAt === null || one.status !== 'a-signer' ? '' : ` · relance le ${dayOf(one.remindedAt)}`}
      </p>
      {one.refusal === null ? null : (
        <p>
          Motif{'\u00a0'}: {one.refusal.motif}
        </p>
      )}
      {one.delegation === null ? null : (
        <p className={classes.soft}>
          Délégation{'\u00a0'}: {one.delegation.reference}, du {dayWords(one.delegation.date)}
          {one.delegation.au === null ? '' : `, jusqu’au ${dayWords(one.delegation.au)}`}.{' '}
          {one.delegationFile === null ? (
            'Acte non joint.'
          ) : (
            <Anchor href={fileHref(actId, one.delegationFile)} download onClick={keepFile}>
              {one.delegationFile.name}
            </Anchor>
          )}
        </p>
      )}
      {one.scan === null ? null : (
        <p>
          <Anchor href={fileHref(actId, one.scan)} download onClick={keepFile}>
            Original numérisé ({one.scan.name})
          </Anchor>
        </p>
      )}
      {open ? (
        <div className={classes.buttons}>
          {waiting && one.delegation !== null ? (
            <Button size="xs" variant="default" onClick={() => onAsk('delegation')}>
              {one.delegationFile === null ? 'Joindre la délégation…' : 'Remplacer la délégation…'}
            </Button>
          ) : null}
          {waiting && one.method === 'papier' ? (
            <Button size="xs" onClick={() => onAsk('original')}>
              Joindre l’original signé…
            </Button>
          ) : null}
          {waiting && one.method === 'electronique' ? (
            <Button size="xs" variant="default" loading={pending} onClick={onRemind}>
              {mail ? 'Envoyer un autre lien' : 'Créer un autre lien'}
            </Button>
          ) : null}
          <Button size="xs" variant="subtle" onClick={() => onAsk('remplacement')}>
            Nommer une autre personne…
          </Button>
          {waiting && (one.method === 'electronique' || one.email !== null) ? (
            <Button size="xs" variant="subtle" onClick={() => onAsk('moyen')}>
              {one.method === 'electronique' ? 'Passer au papier…' : 'Passer au lien…'}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
