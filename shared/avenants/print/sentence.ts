import type { Gender } from '#shared/document/french.ts';
import { never } from '#shared/kernel/never.ts';
import { hitsOf } from '../apply/resolve.ts';
import type {
  Address,
  DivisionPlace,
  Instruction,
  LinePlace,
  Occurrence,
  QuotedLine,
  Scope,
} from '../model.ts';
import { unnumberedHeading } from '../names.ts';
import { opensAlinea, type Places } from '../places.ts';
import { remembered } from '../remembered.ts';
import { phrasesOf } from '../text/phrases.ts';
import { quoted } from '../text/quotes.ts';
import {
  agree,
  atThe,
  counted,
  divisionList,
  enumerate,
  genderOfAddress,
  linesSubject,
  ofThe,
  ofTheQuoted,
  passive,
  quotedNoun,
  type Subject,
  spoken,
  the,
  theQuoted,
  theRank,
} from './french.ts';
import { newLines, rankOfNumber } from './new-lines.ts';

const NBSP = '\u00a0';
const COLON = `${NBSP}:`;

/** An instruction in French, without its capital and without what ends it. */
export interface Sentence {
  readonly lead: string;
  /** Quoted alinéas that follow, each on its line (rule G4). */
  readonly quotes: readonly QuotedLine[];
}

/** How places are said: in full, or inside the division that the article of the avenant announces (rule G3). */
export interface Voice {
  readonly places: Places;
  /** How the act is called: « convention ». */
  readonly act: string;
  /** The announced division, null when places are said in full. */
  readonly inside: Address | null;
}

const plain = (lead: string): Sentence => ({ lead, quotes: [] });
const quoting = (lead: string, quotes: readonly QuotedLine[]): Sentence => ({ lead: lead + COLON, quotes });

const NAMED_LAST = / (?:de l’article|de l’annexe|de l’axe) [^\s«]+$/u;

const RUBRIQUE_LAST = / de la rubrique «[^»]*»(?: (?:de l’|du |de la )[^«»]+)?$/u;

/** « après le premier alinéa du même article »: a place that ends as the one said before is not said again in full. */
function inTheSame(before: string, place: string): string {
  const rubrique = RUBRIQUE_LAST.exec(place)?.[0];
  if (rubrique !== undefined && before.endsWith(rubrique))
    return `${place.slice(0, -rubrique.length)} de la même rubrique`;
  const tail = NAMED_LAST.exec(place)?.[0];
  if (tail === undefined || !before.endsWith(tail)) return place;
  const noun = /l’(\p{L}+)/u.exec(tail)?.[1] ?? '';
  return `${place.slice(0, -tail.length)} ${noun === 'annexe' ? 'de la même annexe' : `du même ${noun}`}`;
}

class Speaker {
  private readonly voice: Voice;

  constructor(voice: Voice) {
    this.voice = voice;
  }

  /** @returns the address inside the announced division, "" for that division itself */
  private near(address: Address): Address {
    const { inside, places } = this.voice;
    // « Au titre » alone could be one of its titres.
    if (address === 'titre')
      return inside === null ? `titre ${ofThe(this.voice.act)}` : address === inside ? '' : address;
    if (inside === null) return spoken(this.withArticle(address));
    if (address === inside) return '';
    const tail = ` ${ofThe(inside)}`;
    if (!address.endsWith(tail)) return spoken(address);
    const short = address.slice(0, -tail.length);
    if (places.resolve(short + tail) !== places.resolve(address)) return spoken(address);
    return places.division(address) === null ? short : spoken(short);
  }

  /** An unnumbered subhead is said with the division that numbers it: « la rubrique « Suivi » de l’article 5 ». */
  private withArticle(address: Address): Address {
    const { places } = this.voice;
    const id = places.resolve(address);
    if (id === null) return address;
    const own = places.headingOf[places.cell(id)?.table ?? places.indexOf(id)] ?? -1;
    const numbered = (rank: number) => {
      const heading = places.headingAt(rank);
      return heading !== null && places.reader.markOf(heading) !== '';
    };
    if (own === -1 || numbered(own)) return address;
    const { niveau } = places.headingAt(own)?.attrs ?? { niveau: 1 };
    const above = places.blocks.findLastIndex(
      (block, rank) => rank < own && block.type === 'intitule' && block.attrs.niveau < niveau,
    );
    const heading = numbered(above) ? places.headingAt(above) : null;
    const phrase = heading === null ? null : places.divisionPhrase(heading.attrs.id);
    if (phrase === null || address.endsWith(ofThe(phrase.text))) return address;
    const full = `${address} ${ofThe(phrase.text)}`;
    return places.resolve(full) === id ? full : address;
  }

  /** « Au deuxième alinéa, »; "" for the announced division itself */
  private at(scope: Scope): string {
    switch (scope.kind) {
      case 'act': {
        const list = scope.divisions.length === 0 ? '' : ` (${divisionList(scope.divisions)})`;
        return `dans l’ensemble ${ofThe(this.voice.act)}${list}, `;
      }
      case 'heading': {
        const near = this.near(scope.address);
        return near === '' ? 'à l’intitulé, ' : `à l’intitulé ${ofThe(near)}, `;
      }
      case 'place': {
        const near = this.near(scope.address);
        if (scope.phrase !== null) {
          const rank = theRank(scope.phrase, this.phrases(scope.address), 'f');
          return `à ${rank} phrase${near === '' ? '' : ` ${ofThe(near)}`}, `;
        }
        return near === '' ? '' : `${atThe(near)}, `;
      }
    }
  }

  private phrases(alinea: Address): number {
    const { places } = this.voice;
    const id = places.resolve(alinea);
    const block = id === null ? null : places.textBlock(id);
    return block === null ? 0 : phrasesOf(places.reader.textOf(block).text).length;
  }

  /** « le deuxième alinéa », « il » for the announced division itself */
  private subject(address: Address): Subject {
    const near = this.near(address);
    const gender = genderOfAddress(address);
    if (near === '') return { text: gender === 'f' ? 'elle' : 'il', gender, plural: false };
    return { text: the(near), gender, plural: false };
  }

  /** « du deuxième alinéa » */
  private of(address: Address): string {
    const near = this.near(address);
    return near === '' ? '' : ` ${ofThe(near)}`;
  }

  private lines(addresses: readonly Address[]): Subject {
    return linesSubject(addresses.map((address) => this.near(address)));
  }

  /** « les mots : « a » », « la deuxième occurrence des mots : « a » », and how it agrees. */
  private words(scope: Scope, text: string, occurrence: Occurrence): Subject {
    if (occurrence === 'only' || occurrence === 'all')
      return { text: theQuoted(text), gender: 'm', plural: quotedNoun(text).plural };
    return { text: `${this.hit(scope, text, occurrence)} ${ofTheQuoted(text)}`, gender: 'f', plural: false };
  }

  private hit(scope: Scope, text: string, occurrence: number | 'last'): string {
    return `${theRank(occurrence, hitsOf(this.voice.places, scope, text).length, 'f')} occurrence`;
  }

  /** A date or an amount is called by its noun, without quotes (rule G8). */
  private fact(scope: Scope, noun: 'date' | 'montant', text: string, occurrence: Occurrence): Subject {
    const own = noun === 'date' ? `la date du ${text}` : `le montant de ${text}`;
    if (occurrence === 'only' || occurrence === 'all')
      return { text: own, gender: noun === 'date' ? 'f' : 'm', plural: false };
    const of = noun === 'date' ? `de ${own}` : `du ${own.slice(3)}`;
    return { text: `${this.hit(scope, text, occurrence)} ${of}`, gender: 'f', plural: false };
  }

  replaceWords(one: Extract<Instruction, { kind: 'replace-words' }>): Sentence {
    const { scope, noun, occurrence } = one;
    const subject =
      noun === 'mots' ? this.words(scope, one.old, occurrence) : this.fact(scope, noun, one.old, occurrence);
    const by =
      noun === 'mots'
        ? theQuoted(one.new)
        : noun === 'date'
          ? `la date du ${one.new}`
          : `le montant de ${one.new}`;
    const each = occurrence === 'all' ? ', à chaque occurrence,' : '';
    return plain(
      `${this.at(scope)}${subject.text} ${passive('remplacé', subject.gender, subject.plural)}${each} par ${by}`,
    );
  }

  insertWords(one: Extract<Instruction, { kind: 'insert-words' }>): Sentence {
    const anchor = this.words(one.scope, one.anchor, one.occurrence).text;
    const { plural } = quotedNoun(one.words);
    const where = one.position === 'after' ? 'après' : 'avant';
    const each = one.occurrence === 'all' ? ', à chaque occurrence,' : '';
    return plain(
      `${this.at(one.scope)}${where} ${anchor}, ${passive('inséré', 'm', plural)}${each} ${theQuoted(one.words)}`,
    );
  }

  deleteWords(one: Extract<Instruction, { kind: 'delete-words' }>): Sentence {
    const subject = this.words(one.scope, one.old, one.occurrence);
    const each = one.occurrence === 'all' ? ' à chaque occurrence' : '';
    return plain(
      `${this.at(one.scope)}${subject.text} ${passive('supprimé', subject.gender, subject.plural)}${each}`,
    );
  }

  phrase(
    one: Extract<Instruction, { kind: 'replace-phrase' | 'delete-phrase' | 'insert-phrase' }>,
  ): Sentence {
    const count = this.phrases(one.alinea);
    if (one.kind === 'insert-phrase') {
      const many = phrasesOf(one.text).length;
      const text = `${counted(many, 'phrase', 'f')}${COLON} ${quoted(one.text)}`;
      const inserted = passive('inséré', 'f', many > 1);
      if (one.after === null) {
        const { text: subject, gender } = this.subject(one.alinea);
        return plain(`${subject} ${passive('complété', gender)} par ${text}`);
      }
      if (one.after === 0) return plain(`au début${this.of(one.alinea)}, ${inserted} ${text}`);
      return plain(
        `après ${theRank(one.after, count, 'f')} phrase${this.of(one.alinea)}, ${inserted} ${text}`,
      );
    }
    const subject = `${theRank(one.rank, count, 'f')} phrase${this.of(one.alinea)}`;
    if (one.kind === 'delete-phrase') return plain(`${subject} est supprimée`);
    const by = counted(phrasesOf(one.text).length, 'phrase', 'f');
    return plain(`${subject} est remplacée par ${by}${COLON} ${quoted(one.text)}`);
  }

  replaceAlineas(one: Extract<Instruction, { kind: 'replace-alineas' }>): Sentence {
    const { text, gender, plural } = this.lines(one.alineas);
    const by =
      one.lines.length === 1 && one.alineas.length === 1
        ? 'les stipulations suivantes'
        : counted(one.lines.length, 'alinéa', 'm');
    return quoting(`${text} ${passive('remplacé', gender, plural)} par ${by}`, one.lines);
  }

  deleteAlineas(one: Extract<Instruction, { kind: 'delete-alineas' }>): Sentence {
    const { text, gender, plural } = this.lines(one.alineas);
    return plain(`${text} ${passive('supprimé', gender, plural)}`);
  }

  insertAlineas(one: Extract<Instruction, { kind: 'insert-alineas' }>): Sentence {
    const many = one.lines.length;
    const { text: what, gender } = newLines(one.lines);
    const inserted = passive('inséré', gender, many > 1);
    const { place } = one;
    switch (place.at) {
      case 'after':
      case 'before': {
        const where = place.at === 'after' ? 'après' : 'avant';
        return quoting(`${where} ${the(this.near(place.alinea))}, ${inserted} ${what}`, one.lines);
      }
      case 'start':
        return quoting(`au début${this.of(place.division)}, il est ajouté ${what}`, one.lines);
      case 'end': {
        const subject = this.subject(place.division);
        const { text: by } = newLines(one.lines, this.goesOn(place.division, one.lines));
        return quoting(`${subject.text} ${passive('complété', subject.gender)} par ${by}`, one.lines);
      }
    }
  }

  /** True when a line goes on with the list that ends a division: « complété par un 4° » after the 3°. */
  private goesOn(division: Address, lines: readonly QuotedLine[]): boolean {
    const { places } = this.voice;
    const node = places.division(division);
    const [first] = lines;
    if (node === null || first?.kind !== 'text') return false;
    const { start, end } = places.ownLines(node);
    const last = places.blocks.slice(start, end).findLast((block) => opensAlinea(block));
    if (last?.type !== 'item') return false;
    const next = rankOfNumber(first.text);
    return next !== null && rankOfNumber(`${places.reader.markOf(last)} `) === next - 1;
  }

  private destination(place: LinePlace): string {
    switch (place.at) {
      case 'after':
        return `après ${the(this.near(place.alinea))}`;
      case 'before':
        return `avant ${the(this.near(place.alinea))}`;
      case 'start':
        return `au début${this.of(place.division)}`;
      case 'end':
        return `à la fin${this.of(place.division)}`;
    }
  }

  moveAlineas(one: Extract<Instruction, { kind: 'move-alineas' }>): Sentence {
    const { text, gender, plural } = this.lines(one.alineas);
    const to = inTheSame(text, this.destination(one.to));
    return plain(`${text} ${passive('déplacé', gender, plural)} ${to}`);
  }

  replaceDivision(one: Extract<Instruction, { kind: 'replace-division' }>): Sentence {
    const { text, gender } = this.subject(one.division);
    if (one.attached) {
      const noun = /^\p{L}+/u.exec(one.division)?.[0] ?? 'annexe';
      return plain(
        `${text} ${passive('remplacé', gender)} par ${the(noun)} ${agree('joint', gender)} au présent avenant`,
      );
    }
    return quoting(`${text} ${passive('remplacé', gender)} par les stipulations suivantes`, one.lines);
  }

  deleteDivision(one: Extract<Instruction, { kind: 'delete-division' }>): Sentence {
    const { text, gender } = this.subject(one.division);
    const verb = /^article /.test(one.division) ? 'abrogé' : 'supprimé';
    return plain(`${text} ${passive(verb, gender)}`);
  }

  /** « un article 4-1 », « deux rubriques « A » et « B » », and how « ainsi rédigé » agrees. */
  private newDivisions(names: readonly string[]): {
    readonly text: string;
    readonly gender: Gender;
    readonly plural: boolean;
  } {
    const parts = names.map((name) => {
      const heading = unnumberedHeading(name);
      const said = spoken(name);
      const noun = /^(?!\S*\d)[\p{L}][\p{L}-]*/u.exec(said)?.[0] ?? '';
      const own = heading === null ? said.slice(noun.length).trim() : quoted(heading);
      return { noun, own, gender: genderOfAddress(name) };
    });
    const [first] = parts;
    if (first === undefined) return { text: '', gender: 'm', plural: false };
    const one = (part: typeof first) =>
      `${part.gender === 'f' ? 'une' : 'un'} ${[part.noun, part.own].filter((word) => word !== '').join(' ')}`;
    if (parts.length === 1) return { text: one(first), gender: first.gender, plural: false };
    const gender: Gender = parts.every((part) => part.gender === 'f') ? 'f' : 'm';
    const alike = first.noun !== '' && parts.every((part) => part.noun === first.noun);
    if (!alike) return { text: enumerate(parts.map(one)), gender, plural: true };
    const count = counted(parts.length, first.noun, gender).split(' ainsi')[0] ?? '';
    return { text: `${count} ${enumerate(parts.map((part) => part.own))}`, gender, plural: true };
  }

  insertDivisions(one: Extract<Instruction, { kind: 'insert-divisions' }>): Sentence {
    const { text, gender, plural } = this.newDivisions(one.names);
    const said = (instruction: string): Sentence =>
      one.attached === true
        ? plain(`${instruction} ${text}, ${agree('joint', gender, plural)} au présent avenant`)
        : quoting(`${instruction} ${text} ainsi ${agree('rédigé', gender, plural)}`, one.lines);
    switch (one.place.at) {
      case 'end': {
        const { act, places } = this.voice;
        // « La convention est complétée par une annexe » goes after those that there are.
        const hasAnnexes = places.blocks.some(
          (block) => block.type === 'intitule' && block.attrs.genre === 'annexe',
        );
        if (hasAnnexes)
          return said(
            `après les signatures, ${plural ? passive('inséré', gender, plural) : 'il est inséré'}`,
          );
        return said(`${the(act)} ${passive('complété', genderOfAddress(act))} par`);
      }
      case 'inside': {
        const subject = this.subject(one.place.division);
        return said(`${subject.text} ${passive('complété', subject.gender)} par`);
      }
      default:
        return said(
          `${this.beside(one.place)}, ${plural ? passive('inséré', gender, plural) : 'il est inséré'}`,
        );
    }
  }

  private beside(place: Extract<DivisionPlace, { division: Address }>): string {
    return `${place.at === 'before' ? 'avant' : 'après'} ${the(this.near(place.division))}`;
  }

  rename(one: Extract<Instruction, { kind: 'rename-division' }>): Sentence {
    const subject = `l’intitulé${this.of(one.division)}`;
    if (one.heading === '') return plain(`${subject} est supprimé`);
    return plain(`${subject} est ainsi rédigé${COLON} ${quoted(one.heading)}`);
  }

  moveDivision(one: Extract<Instruction, { kind: 'move-division' }>): Sentence {
    const { text, gender } = this.subject(one.division);
    if (one.to === null) return plain(`${text} devient ${the(one.becomes ?? one.division)}`);
    const to =
      one.to.at === 'end'
        ? `à la fin ${ofThe(this.voice.act)}`
        : one.to.at === 'inside'
          ? `à la fin${this.of(one.to.division)}`
          : this.beside(one.to);
    const becomes = one.becomes === null ? '' : ` et devient ${the(one.becomes)}`;
    return plain(`${text} ${passive('déplacé', gender)} ${to}${becomes}`);
  }

  row(one: Extract<Instruction, { kind: 'replace-row' | 'delete-row' | 'insert-rows' }>): Sentence {
    const count = this.voice.places.table(one.table)?.table.content.length ?? 0;
    const quotes = one.kind === 'delete-row' ? [] : [{ kind: 'table', rows: one.rows } as const];
    const following = (rows: number) =>
      rows === 1 ? 'la ligne suivante' : `les ${counted(rows, 'ligne', 'f').split(' ainsi')[0]} suivantes`;
    if (one.kind === 'insert-rows') {
      const many = one.rows.length;
      if (one.after === null) {
        const { text, gender } = this.subject(one.table);
        return quoting(`${text} ${passive('complété', gender)} par ${following(many)}`, quotes);
      }
      const where =
        one.after === 0 ? `avant ${theRank(1, count, 'f')}` : `après ${theRank(one.after, count, 'f')}`;
      return quoting(
        `${where} ligne${this.of(one.table)}, ${passive('inséré', 'f', many > 1)} ${following(many)}`,
        quotes,
      );
    }
    const subject = `${theRank(one.rank, count, 'f')} ligne${this.of(one.table)}`;
    if (one.kind === 'delete-row') return plain(`${subject} est supprimée`);
    return quoting(`${subject} est remplacée par ${following(one.rows.length)}`, quotes);
  }
}

const knownSentences = remembered<Sentence>();

/**
 * Says one instruction; remembered for its base text.
 * @param voice the base text, and how places are said
 */
export const sentenceOf = (one: Instruction, voice: Voice): Sentence =>
  knownSentences(voice.places, one, `${voice.act}\n${voice.inside ?? ''}`, () => sentenceAnew(one, voice));

function sentenceAnew(one: Instruction, voice: Voice): Sentence {
  const speaker = new Speaker(voice);
  switch (one.kind) {
    case 'replace-words':
      return speaker.replaceWords(one);
    case 'insert-words':
      return speaker.insertWords(one);
    case 'delete-words':
      return speaker.deleteWords(one);
    case 'replace-phrase':
    case 'delete-phrase':
    case 'insert-phrase':
      return speaker.phrase(one);
    case 'replace-alineas':
      return speaker.replaceAlineas(one);
    case 'delete-alineas':
      return speaker.deleteAlineas(one);
    case 'insert-alineas':
      return speaker.insertAlineas(one);
    case 'move-alineas':
      return speaker.moveAlineas(one);
    case 'replace-division':
      return speaker.replaceDivision(one);
    case 'delete-division':
      return speaker.deleteDivision(one);
    case 'insert-divisions':
      return speaker.insertDivisions(one);
    case 'reinstate-division':
      return quoting(
        `${the(one.name)} ${passive('rétabli', genderOfAddress(one.name))} dans la rédaction suivante`,
        one.lines,
      );
    case 'rename-division':
      return speaker.rename(one);
    case 'move-division':
      return speaker.moveDivision(one);
    case 'replace-row':
    case 'delete-row':
    case 'insert-rows':
      return speaker.row(one);
    default:
      return never(one);
  }
}
