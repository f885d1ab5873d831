import { actFacts, type Line, sectionOf, within } from '#shared/checks/facts/act.ts';
import { datesIn } from '#shared/checks/text.ts';
import type { ActContent } from '#shared/document/model.ts';
import { isGenerated } from './compose.ts';

const ENDS =
  /(?:prend(?:ra)? fin|se termine(?:ra)?|s[’']acheve(?:ra)?|expire(?:ra)?|(?:arrive|vient) a echeance|jusqu['’]) ?(?:le|au)? ?$/;
const STARTS =
  /(?:prend(?:ra)? effet|entre(?:ra)? en vigueur|s[’']applique(?:ra)?) ?(?:le|au|a (?:compter|partir) du)? ?$/;

/** @returns the one day that some lines say after those words, `YYYY-MM-DD`; null for none, or several */
function dayAfter(words: RegExp, lines: readonly Line[]): string | null {
  const days = new Set(
    lines.flatMap(({ facts }) =>
      datesIn(facts.plain).flatMap(({ iso, from }) =>
        iso !== null && words.test(facts.plain.slice(0, from)) ? [iso] : [],
      ),
    ),
  );
  const [day] = days;
  return days.size === 1 && day !== undefined ? day : null;
}

const dayIn = ({ champs }: ActContent, keys: readonly string[]): string | null =>
  keys.map((key) => champs[key]?.valeur ?? '').find((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)) ?? null;

// No fact of theirs depends on the day.
const CONTEXT = { kind: 'convention', today: '2000-01-01' } as const;

/** @returns the last day in force that a text states, `YYYY-MM-DD`; null when it states none, or several */
export function statedEnd(content: ActContent): string | null {
  return dayIn(content, ['duree.fin']) ?? dayAfter(ENDS, sectionOf(actFacts(content, CONTEXT), 'duree'));
}

/**
 * @returns the day from which an act or an avenant says that it applies, by a variable or in words, `YYYY-MM-DD`; null
 *   when it states none, or several. What an avenant quotes is not its own.
 */
export function statedEffect(content: ActContent): string | null {
  const said = dayIn(content, ['duree.effet', 'duree.debut']);
  if (said !== null) return said;
  const own = sectionOf(actFacts(content, CONTEXT), 'duree').filter(
    (line) => within(line, ['duree']) && !isGenerated(line.facts.block.attrs.id),
  );
  return dayAfter(STARTS, own);
}
