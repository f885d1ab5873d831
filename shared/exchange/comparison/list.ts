import type { FactChange } from '#shared/compare/inline/model.ts';
import { kindsLabel } from '#shared/compare/labels.ts';
import type { Comparison } from '#shared/compare/model.ts';
import { sentences } from '#shared/compare/sentences.ts';
import { toldGroups, VALUES_TITLE } from '#shared/compare/told-groups.ts';
import { viewOf } from '#shared/compare/view.ts';

/** One change, told. */
export interface ToldChange {
  readonly text: string;
  /** « Reformulé », « Renuméroté seulement ». */
  readonly label: string;
  /** « trois ans → cinq ans », one per fact that changes. */
  readonly facts: readonly string[];
}

/** A comparison as sentences, division by division: what the screen shows « En phrases » (rule K14). */
export interface ToldComparison {
  readonly title: string;
  readonly names: { readonly old: string; readonly new: string };
  readonly groups: readonly { readonly title: string; readonly changes: readonly ToldChange[] }[];
  /** « 12 changements », « Aucun changement ». */
  readonly count: string;
  /** Whether some passage was compared more roughly than the rest (rule K11). */
  readonly capped: boolean;
}

function factText({ old, new: fresh }: FactChange): string {
  if (old === null) return `+ ${fresh ?? ''}`;
  return fresh === null ? `− ${old}` : `${old} → ${fresh}`;
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

function countText(count: number): string {
  if (count === 0) return 'Aucun changement';
  return count === 1 ? 'Un changement' : `${count} changements`;
}

/** Tells a comparison in sentences, to be written in a file. */
export function tellComparison(
  comparison: Comparison,
  head: Pick<ToldComparison, 'title' | 'names'>,
): ToldComparison {
  const told = sentences(comparison);
  const groups = toldGroups(viewOf(comparison), told).map(({ group, sentences: list }) => ({
    title: group?.title ?? VALUES_TITLE,
    changes: list.map(({ sentence }) => ({
      text: sentence.text,
      label: capitalised(kindsLabel(sentence.kinds.filter((kind) => kind !== 'identite'))),
      facts: sentence.facts.map(factText),
    })),
  }));
  return { ...head, groups, count: countText(told.length), capped: comparison.capped };
}

/** What a file says of a comparison that was given up in the middle. */
export const CAPPED_NOTICE =
  'Certains passages changent trop pour être comparés mot à mot\u00a0: ils sont donnés en entier, avant puis après.';

/** @returns the sentences as plain text, ready for an e-mail */
export function writeToldText(told: ToldComparison): string {
  const lines = [
    told.title,
    `Avant\u00a0: ${told.names.old}`,
    `Après\u00a0: ${told.names.new}`,
    told.count,
    ...(told.capped ? [CAPPED_NOTICE] : []),
  ];
  for (const group of told.groups) {
    lines.push('', group.title);
    for (const { text, label, facts } of group.changes) {
      lines.push(`– ${text} [${label}]`);
      for (const fact of facts) lines.push(`  ${fact}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = `
:root{color-scheme:light;--ink:#1b2433;--accent:#1f4474;--soft:#5c6370;--line:#c9cfd8}
html{background:#f3f0e8;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);font:1.0625rem/1.6 "Source Serif 4",Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:clamp(1.25rem,5vw,4rem);background:#fff}
h1,h2{color:var(--accent);line-height:1.25;font-weight:600}
h1{font-size:1.6rem;margin:0 0 .75rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-top:1px solid var(--line);padding-top:1rem}
ol,ul{padding-left:1.4rem}
li{margin:.5rem 0}
.kind{display:block;color:var(--soft);font-size:.875rem}
.facts{list-style:none;padding:0;margin:.25rem 0;font-size:.95rem}
.facts li{margin:0}
@media print{html{background:none}main{max-width:none;padding:0}h2{break-after:avoid}li{break-inside:avoid}}
`.trim();

/** @returns the sentences as one web page that needs nothing else */
export function writeToldHtml(told: ToldComparison): string {
  const change = ({ text, label, facts }: ToldChange) => {
    const list = facts.map((fact) => `<li>${escaped(fact)}</li>`).join('');
    const more = list === '' ? '' : `<ul class="facts" aria-label="Chiffres et dates changés">${list}</ul>`;
    return `<li>${escaped(text)}<span class="kind">${escaped(label)}</span>${more}</li>`;
  };
  const sections = told.groups
    .map(
      (group) =>
        `<section><h2>${escaped(group.title)}</h2><ol>${group.changes.map(change).join('')}</ol></section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(told.title)} – comparaison</title><style>${STYLE}</style></head>
<body><main>
<h1>${escaped(told.title)}</h1>
<p>Avant\u00a0: ${escaped(told.names.old)}<br>Après\u00a0: ${escaped(told.names.new)}</p>
<p><strong>${escaped(told.count)}</strong></p>${told.capped ? `\n<p>${CAPPED_NOTICE}</p>` : ''}
${sections}
</main></body></html>
`;
}
