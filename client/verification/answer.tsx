import { IconCircleCheck, IconHelpCircle, IconShieldX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { exactDate } from '#client/ui/moment.tsx';
import { DEVELOPMENT_WARNING, levelSentence } from '#shared/signature/seal.ts';
import { VERDICT_TEXTS, type Verification } from '#shared/signature/verify.ts';
import classes from './verification.module.css';

const ICONS = { good: IconCircleCheck, bad: IconShieldX, unknown: IconHelpCircle } as const;
const METHODS = { electronique: 'par voie électronique', papier: 'sur papier' } as const;

const day = (text: string) =>
  new Date(`${text}T12:00:00Z`).toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

interface AnswerProps {
  readonly verification: Verification;
  readonly fileName: string;
}

/** What a file is, told in words as in colour; what is known of the act, only for one that is ours and whole. */
export function Answer({ verification, fileName }: AnswerProps) {
  const { tone, title, sentence } = VERDICT_TEXTS[verification.verdict];
  const Icon = ICONS[tone];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <article className={classes.answer} data-tone={tone}>
      <header className={classes.answerHead}>
        <Icon size={30} aria-hidden="true" />
        <div>
          <h2 ref={heading}>{title}</h2>
          <p className={classes.file}>{fileName}</p>
        </div>
      </header>
      <p>{sentence}</p>
      {verification.verdict === 'intact' ? <Known {...verification} /> : null}
    </article>
  );
}

type Intact = Extract<Verification, { verdict: 'intact' }>;

function Known({ act, seal }: Intact) {
  return (
    <>
      {seal.development ? <p className={classes.warning}>{DEVELOPMENT_WARNING}</p> : null}
      <dl className={classes.facts}>
        <div>
          <dt>Texte</dt>
          <dd>{act.title}</dd>
        </div>
        <div>
          <dt>Signataires</dt>
          <dd>
            <ul>
              {act.signatories.map((one) => (
                <li key={`${one.party} ${one.name}`}>
                  <strong>{one.name}</strong>, {one.capacity}
                  {one.for === null ? '' : ` (pour ${one.for}, par délégation)`}, {one.party}
                  <small>
                    {METHODS[one.method]}, le {day(one.day)}
                  </small>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>Scellé par</dt>
          <dd>
            {seal.by}, le {exactDate(seal.at)}
          </dd>
        </div>
        <div>
          <dt>Niveau</dt>
          <dd>
            {levelSentence(seal.level, seal.development)}
            {seal.timestamp === null ? null : (
              <small>
                Horodatage : {seal.timestamp.authority}, le {exactDate(seal.timestamp.at)}. Clausier ne se
                prononce pas sur cette autorité.
              </small>
            )}
            {seal.expired ? <small>Le certificat du sceau a expiré depuis.</small> : null}
          </dd>
        </div>
        <div>
          <dt>Empreinte du texte</dt>
          <dd className={classes.hash}>{act.hash}</dd>
        </div>
      </dl>
    </>
  );
}
