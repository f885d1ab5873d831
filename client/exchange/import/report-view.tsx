import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { partyWords, personWithDe } from '#shared/document/names.ts';
import type { DivisionReport, ImportReport } from '#shared/exchange/wire.ts';
import classes from './import.module.css';

const DATE = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });

/** What an import recognised, and what it asks to be checked. */
export function ReportView({ report }: { readonly report: ImportReport }) {
  const toCheck = report.unrecognised.length + report.warnings.length;
  return (
    <div className={classes.report}>
      <p className={classes.verdict} data-clean={toCheck === 0} role="status">
        {toCheck === 0 ? (
          <IconCircleCheck size={20} aria-hidden="true" />
        ) : (
          <IconAlertCircle size={20} aria-hidden="true" />
        )}
        {toCheck === 0
          ? 'Tout le texte est reconnu.'
          : `Le texte est lu en entier ; ${toCheck} ${toCheck > 1 ? 'points sont' : 'point est'} à vérifier.`}
      </p>
      <h2 className={classes.actTitle}>{report.title ?? 'Sans titre'}</h2>
      <Facts report={report} />
      <Parties report={report} />
      <Texts title="Visas" texts={report.visas} />
      <Texts title="Considérants" texts={report.considerants} />
      {report.divisions.length > 0 ? (
        <Part title={`Plan (${count(report.divisions)})`}>
          <Divisions divisions={report.divisions} />
        </Part>
      ) : null}
      <Texts title="Notes" texts={report.footnotes.map(({ number, text }) => `${number}. ${text}`)} />
      <Signatures report={report} />
      <ToCheck report={report} />
    </div>
  );
}

function count(divisions: readonly DivisionReport[]): number {
  return divisions.reduce((sum, { children }) => sum + 1 + count(children), 0);
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Facts({ report }: { readonly report: ImportReport }) {
  const { preambule, tables, place, date, dateText, originals } = report;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Lieu', place],
    ['Date', date === null ? dateText : DATE.format(new Date(date))],
    ['Originaux', originals?.text ?? null],
    ['Préambule', preambule === null ? null : paragraphs(preambule.paragraphs)],
    ['Tableaux', tables === 0 ? null : String(tables)],
  ];
  const known = facts.filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const paragraphs = (number: number) => `${number} ${number > 1 ? 'alinéas' : 'alinéa'}`;

function Parties({ report }: { readonly report: ImportReport }) {
  if (report.parties.length === 0) return null;
  return (
    <Part title={`Parties (${report.parties.length})`}>
      <ul className={classes.plain}>
        {report.parties.map((party) => {
          const { representative } = party;
          const person = [representative?.civility, representative?.name].filter(Boolean).join(' ');
          const details = [
            party.alias.length > 0 ? `« ${party.alias.join(' », « ')} »` : null,
            party.legalForm,
            party.address,
            person === ''
              ? null
              : `représentée par ${person}${representative?.capacity ? `, ${representative.capacity}` : ''}`,
          ].filter((detail) => detail !== null);
          return (
            <li key={party.partieId ?? party.name}>
              <strong>{party.name}</strong>
              {details.length > 0 ? <small>{details.join(' ; ')}</small> : null}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function Texts({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Part title={`${title} (${texts.length})`}>
      <ul className={classes.plain}>
        {[...new Set(texts)].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Part>
  );
}

function Divisions({ divisions }: { readonly divisions: readonly DivisionReport[] }) {
  return (
    <ul className={classes.tree}>
      {divisions.map((division, rank) => (
        <li key={`${division.line ?? rank}:${division.label}`}>
          <span>
            {division.label === division.heading ? null : <b>{division.label}</b>} {division.heading}
          </span>
          {division.children.length > 0 ? <Divisions divisions={division.children} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Signatures({ report }: { readonly report: ImportReport }) {
  if (report.signatures.length === 0) return null;
  return (
    <Part title={`Signatures (${report.signatures.length})`}>
      <ul className={classes.plain}>
        {report.signatures.map((signature, rank) => (
          <li key={`${signature.partieId ?? ''}:${signature.name ?? rank}`}>
            <strong>{signature.name ?? 'Signataire à préciser'}</strong>
            <small>
              {[
                signature.capacity,
                signature.party ? `pour ${partyWords(signature.party, 'le')}` : signature.onBehalfOf,
                signature.byDelegation
                  ? `par délégation${signature.delegator ? ` ${personWithDe(signature.delegator)}` : ''}`
                  : null,
              ]
                .filter(Boolean)
                .join(' ; ')}
            </small>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function ToCheck({ report }: { readonly report: ImportReport }) {
  if (report.unrecognised.length + report.warnings.length === 0) return null;
  return (
    <Part title="À vérifier">
      <ul className={classes.check}>
        {report.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
        {report.unrecognised.map(({ line, text, reason }) => (
          <li key={`${line}:${text}`}>
            <small>
              {line > 0 ? `Ligne ${line} : ` : ''}
              {reason}
            </small>
            <q>{text.length > 240 ? `${text.slice(0, 240)}…` : text}</q>
          </li>
        ))}
      </ul>
    </Part>
  );
}
