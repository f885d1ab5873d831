import { actFacts, type Line, sectionOf } from '#shared/checks/facts/act.ts';
import { once } from '#shared/checks/facts/block.ts';
import { datesOf } from '#shared/checks/facts/dates.ts';
import { NUMBER_IN_WORDS, readNumber } from '#shared/checks/text.ts';
import type { ActContent } from '#shared/document/model.ts';
import { keysOf } from './closing.ts';
import { addDays, addMonths } from './days.ts';

/*
 * When a signed act ends, read in its text (rules L2 to L4). Days are `YYYY-MM-DD`. What the text does
 * not say once and plainly is not concluded.
 */

/** The last day of an act, and the sentence that says it. */
export interface Term {
  /** `YYYY-MM-DD`, the last day on which it is in force. */
  readonly last: string;
  /** As printed. */
  readonly sentence: string;
}

const linesOf = (content: ActContent, today: string) => {
  const act = actFacts(content, { kind: 'convention', today });
  return { act, lines: sectionOf(act, 'duree') };
};

/** Dates that follow some words, with the sentence around them. */
function datedBy({ facts }: Line, before: RegExp): readonly { day: string; sentence: string }[] {
  return once(facts, datesOf).flatMap(({ iso, from, to }) => {
    if (iso === null || !before.test(facts.plain.slice(Math.max(0, from - 80), from))) return [];
    return [{ day: iso, sentence: sentenceAt(facts.printed, from, to) }];
  });
}

/** @returns the sentence of a text that holds `[from, to)` */
function sentenceAt(text: string, from: number, to: number): string {
  const start = Math.max(
    0,
    ...[...text.slice(0, from).matchAll(/[.;!?]\s+/g)].map((m) => m.index + m[0].length),
  );
  const end = /[.;!?](?=\s|$)/.exec(text.slice(to));
  return text.slice(start, end === null ? text.length : to + end.index + 1).trim();
}

const single = (days: readonly string[]): string | null => {
  const [first, ...others] = new Set(days);
  return first === undefined || others.length > 0 ? null : first;
};

const ENDS =
  /(?:pren(?:d|dra) fin|expire(?:ra)?|s'acheve(?:ra)?|se termine(?:ra)?|cesse(?:ra)? (?:de produire effet|d'etre en vigueur)|(?:arrive|vient|viendra|arrivera) a (?:echeance|expiration)|a pour terme|jusqu')[^.;]{0,12}$/;
const LASTS = new RegExp(
  `(?:duree|periode)(?: (?:initiale|totale|ferme|determinee))? (?:est )?(?:fixee a |de )(?:(\\d{1,3})|(${NUMBER_IN_WORDS})(?: ?\\( ?(\\d{1,3}) ?\\))?) ?(mois|ans?|annees?)\\b`,
);
const FOREVER = /duree indeterminee|sans limitation de duree/;
const RENEWS =
  /(?:reconduit|renouvel|reconduct)[^.;]{0,60}tacit|tacit[^.;]{0,60}(?:recondui|renouvel|reconduct)/;
const NO_RENEWAL =
  /(?:n'est|ne sera|ne peut|ne fait|sans|exclu|absence)[^.;]{0,60}(?:tacit|reconduit|renouvel|reconduct)/;

/**
 * When an act ends by itself (rules L2 to L4): a date that its text says, or its duration from its effect.
 * @param content the text in force
 * @param effect its date of effect
 * @returns `null` when the text says no end, several, or renews itself in a way that can't be counted
 */
export function termOf(content: ActContent, effect: string): Term | null {
  const { act, lines } = linesOf(content, effect);
  if (lines.some(({ facts }) => FOREVER.test(facts.plain))) return null;
  const said = lines.flatMap((line) => datedBy(line, ENDS)).filter(({ day }) => day >= effect);
  const ends = said.length > 0 ? said : lines.flatMap((line) => lastingFrom(line, effect));
  const last = single(ends.map(({ day }) => day));
  const sentence = ends[0]?.sentence;
  if (last === null || sentence === undefined) return null;
  const renews = act.body.some(({ facts }) => RENEWS.test(facts.plain) && !NO_RENEWAL.test(facts.plain));
  if (!renews) return { last, sentence };
  const renewed = lastRenewal(content, last);
  return renewed === null ? null : { last: renewed, sentence };
}

function lastingFrom({ facts }: Line, effect: string): readonly { day: string; sentence: string }[] {
  const match = LASTS.exec(facts.plain);
  if (match === null) return [];
  const [, figures, words, repeated, unit = ''] = match;
  const count =
    figures === undefined
      ? repeated === undefined
        ? readNumber(words ?? '')
        : Number(repeated)
      : Number(figures);
  if (count === null || count < 1) return [];
  const end = addMonths(effect, unit === 'mois' ? count : count * 12);
  return [
    {
      day: addDays(end, -1),
      sentence: sentenceAt(facts.printed, match.index, match.index + match[0].length),
    },
  ];
}

/** Rule L4: an act that renews itself ends, at the latest, after its last renewal. */
function lastRenewal(content: ActContent, last: string): string | null {
  const count = (key: string) => printedNumber(content, key);
  const months = count('reconduction.periode') * count('reconduction.nombre');
  if (!Number.isInteger(months) || months < 1 || months > 1200) return null;
  return addDays(addMonths(addDays(last, 1), months), -1);
}

/** @returns the notice, in months, that the text asks of whoever ends it; `null` when no variable in it says so */
export function noticeMonths(content: ActContent): number | null {
  const value = printedNumber(content, 'resiliation.preavis');
  return Number.isInteger(value) && value > 0 && value <= 120 ? value : null;
}

/**
 * Rule L8: an avenant may have written other words in place of a variable, whose value then says nothing any more.
 * @returns the value of a variable that the text prints; `NaN` when it prints it nowhere, or it is no number
 */
function printedNumber({ document, champs }: ActContent, key: string): number {
  return keysOf(document.content).has(key) && Object.hasOwn(champs, key)
    ? Number(champs[key]?.valeur ?? Number.NaN)
    : Number.NaN;
}
