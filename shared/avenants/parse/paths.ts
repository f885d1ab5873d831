import { numberKey } from './number-order.ts';
import type { Head, Phrase, Step } from './surface.ts';

/** Steps from the narrow to the wide. */
export type Path = readonly Step[];

/** Something that an instruction aims at, and what it stands in. */
export interface Target {
  readonly head: Head;
  readonly within: Path;
  /** What it stands in when the place spoken of is not set aside: an announced « 4-1 » may hold a « 4 ». */
  readonly around?: Path;
}

const DIVISIONS: Readonly<Record<string, number>> = {
  annexe: 1,
  titre: 2,
  chapitre: 3,
  section: 4,
  'sous-section': 5,
};

/** How wide a step is: a narrower one, said later, stands in a wider one, said before. */
function width(step: Step): number {
  switch (step.kind) {
    case 'act':
      return 0;
    case 'front':
      return 8;
    case 'division':
      return DIVISIONS[step.noun] ?? 10;
    case 'label':
      return labelWidth(step.label);
    case 'heading':
    case 'table':
      return 50;
    case 'line':
      return step.noun === 'tiret' || step.noun === 'puce' || step.noun === 'item' ? 48 : 50;
    case 'row':
      return 60;
    case 'cell':
      return 62;
    case 'phrase':
      return 70;
    case 'same':
      return step.noun === 'phrase' ? 70 : step.noun === 'article' || step.noun === 'annexe' ? 10 : 50;
  }
}

function labelWidth(label: string): number {
  if (/^\d+(?:\.\d+)+/.test(label)) return 12;
  if (/^[IVXL]+°?\)?$/.test(label)) return 20;
  if (/^[A-Z]\)?$/.test(label)) return 22;
  if (/^\d+(?: \w+)?$/.test(label)) return 24;
  if (/^\d/.test(label)) return 30;
  if (/^(?:i{1,3}|iv|vi{0,3}|ix|x)\)?$/.test(label)) return 42;
  return 40;
}

const matchesNoun = (step: Step, noun: string | null): boolean => {
  if (noun === null) return step.kind !== 'act';
  if (step.kind === 'division') return step.noun === noun;
  if (step.kind === 'line') return step.noun === noun || (noun === 'paragraphe' && step.noun === 'alinea');
  return step.kind === noun;
};

/** Replaces « cet article » by the article spoken of. */
function withoutSame(steps: Path, spoken: Path): Path {
  const at = steps.findIndex((step) => step.kind === 'same');
  const same = steps[at];
  if (same?.kind !== 'same') return steps;
  const from = spoken.findIndex((step) => matchesNoun(step, same.noun));
  return from === -1 ? steps : [...steps.slice(0, at), ...spoken.slice(from)];
}

/**
 * Puts steps inside the place already spoken of (rule S7 of RULES.md): « au premier alinéa » after « à l’article 4 » is
 * of article 4; « à l’article 5 » is not.
 */
export function compose(steps: Path, spoken: Path): Path {
  const own = withoutSame(steps, spoken);
  if (own !== steps) return own;
  const widest = steps.at(-1);
  if (widest === undefined) return spoken;
  if (widest.kind === 'act') return steps.length > 1 ? steps.slice(0, -1) : steps;
  // A préambule stands in no other division.
  if (steps.some((step) => step.kind === 'division' && step.noun === 'preambule')) return steps;
  const limit = width(widest);
  // With its article said, only an annexe or a titre can still be understood.
  if (steps.some((step) => step.kind === 'division'))
    return [
      ...steps,
      ...spoken.filter(
        (step) =>
          step.kind === 'division' &&
          step.noun in DIVISIONS &&
          width(step) < limit &&
          !steps.some((own) => own.kind === 'division' && own.noun === step.noun),
      ),
    ];
  // An article of an annexe stays in it; so does what is inside an article; « 3.2 » is not in article 2.
  return [...steps, ...spoken.filter((step) => width(step) < limit && !isElsewhere(widest, step))];
}

/** True when a chained number says that it is not in a division: « 3.2 » and article 2. */
function isElsewhere(label: Step, division: Step): boolean {
  if (label.kind !== 'label' || division.kind !== 'division' || division.noun in DIVISIONS) return false;
  const [first, second] = label.label.split('.');
  if (second === undefined || division.number === null || !/^\d+$/.test(first ?? '')) return false;
  return numberKey(division.number) !== numberKey(first ?? '');
}

/** Bare names (« le 4 », « le premier alinéa ») stand first in the place spoken of, whatever their widths. */
function around(head: Step, phrase: Phrase, spoken: Path): Path {
  const bare = head.kind === 'line' || (head.kind === 'label' && !/^\d+[.-]\d/.test(head.label));
  return bare && phrase.within.length === 0 ? spoken : [];
}

/** @returns what a phrase names, one target for each thing or range */
export function pathsOf(phrase: Phrase, spoken: Path): readonly Target[] {
  return phrase.heads.map((head): Target => {
    const [first, ...within] = compose([head.first, ...phrase.within], spoken);
    return {
      head: { first: first ?? head.first, last: head.last },
      within,
      around: around(head.first, phrase, spoken),
    };
  });
}

/**
 * @returns each step of a range of labels or of plain numbers: « 2° à 4° » are « 2° », « 3° », « 4° »; the first and the last
 *   of another range
 */
export function labelsOf({ first, last }: Phrase['heads'][number]): readonly Step[] {
  if (last === null) return [first];
  const [from, to] = [rangeEnd(first), rangeEnd(last)];
  if (from === null || to === null || to < from || to - from > 50) return [first, last];
  return Array.from({ length: to - from + 1 }, (_, i): Step => {
    const letter = (text: string) =>
      text.replace(/[a-z]|\d+/, (sign) =>
        /\d/.test(sign) ? String(from + i) : String.fromCharCode(from + i),
      );
    if (first.kind === 'label') return { ...first, label: letter(first.label) };
    return first.kind === 'division' && first.number !== null
      ? { ...first, number: letter(first.number) }
      : first;
  });
}

/** « 3 » of « 3° », the code of « b » of « b) »: what a range runs over. */
function rangeEnd(step: Step): number | null {
  const text = step.kind === 'label' ? step.label : step.kind === 'division' ? (step.number ?? '') : '';
  const sign = /^\(?(\d{1,3}|[a-z])[°).]?$/.exec(text)?.[1];
  if (sign === undefined) return null;
  return /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0);
}
