import {
  type Gender,
  genderOf,
  numberInWords,
  rankInWords,
  withDe,
  withDefinite,
} from '#shared/document/french.ts';
import type { Address } from '../model.ts';
import { quoted } from '../text/quotes.ts';

/*
 * The few turns of phrase that every instruction is made of (rules G5 to G10 of GRAMMAR.md).
 */

const NBSP = '\u00a0';

const ORDINAL = /^(?:(?:avant-)?derni(?:er|ère)|premi(?:er|ère)|seconde?|unique|[\p{L} -]*?ième)\s+/u;
const FEMININE: ReadonlySet<string> = new Set([
  'cellule',
  'clôture',
  'convention',
  'désignation',
  'formule',
  'image',
  'ligne',
  'note',
  'phrase',
  'puce',
]);

/** @returns the gender of an address, by its first noun: « seconde puce de l’article 3 » is feminine */
export function genderOfAddress(address: Address): Gender {
  const noun = /^[\p{L}-]+/u.exec(address.replace(ORDINAL, ''))?.[0]?.toLowerCase() ?? '';
  return FEMININE.has(noun) ? 'f' : genderOf(noun);
}

const BARE = /(^|(?<!°) du )(\d+(?:-\d+)*(?: [A-Z])?|[IVXLC]+(?:-\d+)?|[A-Z](?:-\d+)?)$/;

/**
 * How an address is said: a division that is but a number is called « point » (« le point 1 », « le premier alinéa du
 * point 1 »), since a number alone would be read as the next one of a list.
 */
export const spoken = (address: Address): Address => address.replace(BARE, '$1point $2');

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** « l’article 4 », « la rubrique « Durée » », « le 2.1 » */
export const the = (address: Address): string => withDefinite(address, genderOfAddress(address));
/** « de l’article 4 », « du 2.1 » */
export const ofThe = (address: Address): string => withDe(address, genderOfAddress(address));
/** « à l’article 4 », « au 2.1 » */
export function atThe(address: Address): string {
  const phrase = the(address);
  return phrase.startsWith('le ') ? `au ${phrase.slice(3)}` : `à ${phrase}`;
}

/** « remplacé », « remplacées »: agreement of a participle in é or i. */
export const agree = (participle: string, gender: Gender, plural = false): string =>
  participle + (gender === 'f' ? 'e' : '') + (plural ? 's' : '');

/** « est remplacé », « sont remplacées » */
export const passive = (participle: string, gender: Gender, plural = false): string =>
  `${plural ? 'sont' : 'est'} ${agree(participle, gender, plural)}`;

/** « a, b et c » */
export const enumerate = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`;

/** « un alinéa ainsi rédigé », « deux phrases ainsi rédigées » */
export function counted(count: number, noun: string, gender: Gender): string {
  const number = count === 1 ? (gender === 'f' ? 'une' : 'un') : numberInWords(count);
  const feminine = gender === 'f' && count > 1 ? number.replace(/un$/, 'une') : number;
  return `${feminine} ${noun}${count > 1 ? 's' : ''} ainsi ${agree('rédigé', gender, count > 1)}`;
}

/** What quoted words are called, and how it agrees. */
interface QuotedNoun {
  readonly noun: string;
  readonly plural: boolean;
}

/** « les mots », « le mot », « le nombre », « le signe » (rule G7). */
export function quotedNoun(text: string): QuotedNoun {
  const bare = text.trim();
  if (/^[^\p{L}\p{N}]+$/u.test(bare))
    return { noun: bare.length === 1 ? 'signe' : 'signes', plural: bare.length > 1 };
  if (/^\d[\d\s\u00a0\u202f]*(?:,\d+)?$/.test(bare)) return { noun: 'nombre', plural: false };
  return /[\s\u00a0\u202f’']/.test(bare) ? { noun: 'mots', plural: true } : { noun: 'mot', plural: false };
}

/** « les mots : « a » », « le mot : « a » » */
export function theQuoted(text: string): string {
  const { noun, plural } = quotedNoun(text);
  return `${plural ? 'les' : 'le'} ${noun}${NBSP}: ${quoted(text)}`;
}

/** « des mots : « a » », « du mot : « a » » */
export function ofTheQuoted(text: string): string {
  const { noun, plural } = quotedNoun(text);
  return `${plural ? 'des' : 'du'} ${noun}${NBSP}: ${quoted(text)}`;
}

/** « la deuxième », « la seconde » when there are two, « la dernière » */
export const theRank = (rank: number | 'last', count: number, gender: Gender): string =>
  `${gender === 'f' ? 'la' : 'le'} ${rank === 'last' ? (gender === 'f' ? 'dernière' : 'dernier') : rankInWords(rank, count, gender)}`;

const LINE = /^(\S+|vingt et [^ ]+|[\p{L}-]+ et [^ ]+) (alinéa|tiret|puce|considérant)( .*)?$/u;
const MARKER = /^([^\s]{1,6})( (?:du|de la|de l’).*)$/u;

/** One of several lines: what tells it from the others, their common noun, and their place. */
interface LineParts {
  readonly own: string;
  readonly noun: string;
  readonly place: string;
}

function partsOf(address: Address): LineParts | null {
  const line = LINE.exec(address);
  if (line !== null) return { own: line[1] ?? '', noun: line[2] ?? '', place: line[3] ?? '' };
  const marker = MARKER.exec(address);
  return marker === null ? null : { own: marker[1] ?? '', noun: '', place: marker[2] ?? '' };
}

/** A subject: its words, and how what follows agrees. */
export interface Subject {
  readonly text: string;
  readonly gender: Gender;
  readonly plural: boolean;
}

/** @returns « le deuxième alinéa », « les deuxième à quatrième alinéas de l’article 3 », « le premier alinéa et le 1° de l’article 3 » */
export function linesSubject(addresses: readonly Address[]): Subject {
  const [first] = addresses;
  if (first === undefined) return { text: '', gender: 'm', plural: false };
  if (addresses.length === 1) return { text: the(first), gender: genderOfAddress(first), plural: false };
  const parts = addresses.map(partsOf);
  const [one] = parts;
  const alike =
    one !== undefined &&
    one !== null &&
    parts.every((part) => part?.noun === one.noun && part.place === one.place);
  const gender: Gender = addresses.every((address) => genderOfAddress(address) === 'f') ? 'f' : 'm';
  if (!alike) return { text: enumerate(addresses.map((address) => the(address))), gender, plural: true };
  const own = parts.map((part) => part?.own ?? '');
  const names = own.length === 2 ? own.join(' et ') : `${own[0]} à ${own.at(-1)}`;
  const noun = one.noun === '' ? '' : ` ${one.noun}s`;
  return { text: `les ${names}${noun}${one.place}`, gender, plural: true };
}

/** « articles 2, 4 et 7 », « articles 3 et 5, annexe 1, rubrique « Suivi » » */
export function divisionList(addresses: readonly Address[]): string {
  const groups: { readonly noun: string; readonly own: string[] }[] = [];
  for (const address of addresses) {
    const split = /^(\p{L}+) (\S+)$/u.exec(address);
    const [noun, own] = [split?.[1] ?? '', split?.[2] ?? address];
    const last = groups.at(-1);
    if (noun !== '' && last?.noun === noun) last.own.push(own);
    else groups.push({ noun, own: [own] });
  }
  const named = groups.map(({ noun, own }) =>
    noun === '' ? own.join(', ') : `${noun}${own.length > 1 ? 's' : ''} ${enumerate(own)}`,
  );
  return named.join(', ');
}
