import { type Finding, SEVERITIES, type Severity } from '#shared/checks/model.ts';
import { runChecks } from '#shared/checks/run.ts';
import { printAddress } from '#shared/document/address.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { contentOf, SqlUpdateLog } from '../sync/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/** Exit codes, told in the help of the command. */
const EXIT: Readonly<Record<Severity, number>> = { bloquant: 2, recommande: 1, style: 0 };

/** Where a finding is, as a person would say it; null for a block that no words can name. */
function addressOf(finding: Finding, content: ActContent): string | null {
  const say = (id: BlockId) => printAddress(content.document, id, content.champs);
  if (finding.place.kind === 'bloc') return say(finding.place.block);
  const after = finding.place.after === null ? null : say(finding.place.after);
  return after === null ? 'ensemble de l’acte' : `après\u00a0: ${after}`;
}

const LABELS: Readonly<Record<Severity, string>> = {
  bloquant: 'BLOQUANT',
  recommande: 'recommandé',
  style: 'style',
};

/**
 * `check <act>`: what a careful jurist would notice in it, from what is on disk. A server may be running.
 * @returns exit code 2 when something is bloquant, else 1 when something is recommandé, else 0
 * @throws CommandError when there is no such act, or its text can't be read
 */
export async function check(place: Workplace, act: string): Promise<Outcome> {
  const { db } = await place.storage();
  const id = actIdSchema.safeParse(act);
  const row = id.success
    ? await db.selectFrom('acts').select(['id', 'title', 'kind']).where('id', '=', id.data).executeTakeFirst()
    : undefined;
  if (!row) throw new CommandError(`There is no act ${act}. List them with: npm run -s clausier -- acts`);
  const content = contentOf(await new SqlUpdateLog(db, place.clock).load(row.id));
  if (!content.ok)
    throw new CommandError(
      `The text of ${act} cannot be read (${content.error.reason} at ${content.error.path}). Run: npm run -s clausier -- doctor`,
    );
  const today = parisDay(place.clock());
  const kind = row.kind === 'avenant' ? 'avenant' : 'convention';
  const findings = runChecks(content.value, { kind, today }).map((one) => ({
    ...one,
    address: addressOf(one, content.value),
  }));
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
  );
  const lines = findings.map(
    ({ severity, rule, address, message }) =>
      `${LABELS[severity]} · ${rule}${address === null ? '' : ` · ${address}`}\n  ${message}`,
  );
  return {
    json: { id: row.id, title: row.title, counts, findings },
    text: lines.length > 0 ? lines.join('\n') : 'Aucun contrôle en attente.',
    code: Math.max(0, ...findings.map((one) => EXIT[one.severity])),
  };
}
