import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, InlineJson, TableJson } from '#shared/document/model.ts';
import type { DivisionKind } from '#shared/document/schema/vocabulary.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import { isWorkingField } from '#shared/document/variables.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { buildPrintModel } from '../print/build.ts';
import type { PrintBlock, PrintEdition, PrintModel, PrintRun } from '../print/model.ts';
import { writeInlines } from './inline.ts';
import {
  AKN,
  address,
  element,
  escapeValue,
  isWritable,
  NO_CELL,
  OWN,
  writeXml,
  type XmlElement,
} from './xml.ts';

type Child = XmlElement | string;

/** The parts around the body: only the preamble takes `citations` and `recitals`. */
type Part = 'preface' | 'preamble' | 'conclusions';

/** Elements of the hierarchy that have the meaning of a division; the others are `hcontainer` with its name. */
const HIERARCHY: Readonly<Partial<Record<DivisionKind, string>>> = {
  article: 'article',
  titre: 'title',
  chapitre: 'chapter',
  section: 'section',
};

/** What an `eId` calls an element (naming convention of OASIS, 5.4.2): its own name, these apart. */
const SHORT: Readonly<Record<string, string>> = {
  alinea: 'al',
  article: 'art',
  chapter: 'chp',
  citation: 'cit',
  citations: 'cits',
  recital: 'rec',
  recitals: 'recs',
  section: 'sec',
};

const shortOf = (tag: string): string => SHORT[tag] ?? tag;

const plainText = (text: string): string => (isWritable(text) ? text : '');

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60) || 'acte';

/** Attributes of a block besides its id, in our namespace: null is left out. */
function ownAttributes(attrs: object): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(attrs)
      .filter(([name, value]) => name !== 'id' && value !== null && value !== undefined)
      .map(([name, value]) => [
        `c:${name}`,
        Array.isArray(value) ? value.join(' ') : escapeValue(String(value)),
      ]),
  );
}

const noteName = (name: string): string => `${name}__authorialNote_1`;

/** What stands before the body: the element of each kind of block, `container` for the others. */
const ASIDE: Readonly<Partial<Record<BlockJson['type'], string>>> = {
  visa: 'citation',
  considerant: 'recital',
  formule: 'formula',
};

/** What holds those that follow one another. */
const GROUPS: Readonly<Record<string, string>> = { citation: 'citations', recital: 'recitals' };

/** @returns the elements, those of one visa or ground after another made one group */
function grouped(elements: readonly XmlElement[]): readonly XmlElement[] {
  const groups: XmlElement[] = [];
  for (const one of elements) {
    const last = groups.at(-1);
    if (last?.name === one.name && (one.name === 'citations' || one.name === 'recitals'))
      groups[groups.length - 1] = { ...last, children: [...last.children, ...one.children] };
    else groups.push(one);
  }
  const counts = new Map<string, number>();
  return groups.map((one) => {
    if (one.name !== 'citations' && one.name !== 'recitals') return one;
    const rank = (counts.get(one.name) ?? 0) + 1;
    counts.set(one.name, rank);
    return { ...one, attributes: { ...one.attributes, eId: `${shortOf(one.name)}_${rank}` } };
  });
}

/** The element of a division: one of the hierarchy, or the generic one. */
const tagOf = (genre: DivisionKind): string => HIERARCHY[genre] ?? 'hcontainer';

/** The element of a line of the body. */
function lineTag({ type }: BlockJson): string {
  if (type === 'item') return 'point';
  return type === 'alinea' || type === 'table' ? 'alinea' : 'hcontainer';
}

class Encoder {
  private readonly blocks: readonly BlockJson[];
  private readonly model: PrintModel;
  private readonly ids = new Map<string, string>();
  private readonly used = new Set<string>();
  private readonly numbers: ReadonlyMap<string, string>;

  constructor(content: ActContent, model: PrintModel) {
    this.blocks = content.document.content;
    this.model = model;
    this.numbers = new Map(
      model.blocks.flatMap((block) =>
        block.type === 'intitule' && block.number !== '' ? [[block.id, slug(block.number)] as const] : [],
      ),
    );
  }

  /** `eId` are derived from place and number, unlike `wId`, which stay. */
  private name(block: BlockJson, above: string, tag: string): string {
    const number = this.numbers.get(block.attrs.id) ?? '';
    const stem = `${above === '' ? '' : `${above}__`}${shortOf(tag)}`;
    let name = number === '' ? '' : `${stem}_${number}`;
    for (let rank = 1; name === '' || this.used.has(name); rank += 1) name = `${stem}_${rank}`;
    this.used.add(name);
    this.ids.set(block.attrs.id, name);
    return name;
  }

  /** Divisions first, numbered ones before the others: what bears no number takes none that is printed beside it. */
  private nameDivisions(nodes: readonly OutlineNode[], above: string): void {
    const numbered = (node: OutlineNode) => this.numbers.has(node.id);
    const ordered = [...nodes.filter(numbered), ...nodes.filter((node) => !numbered(node))];
    for (const { heading, children } of ordered)
      this.nameDivisions(children, this.name(heading, above, tagOf(heading.attrs.genre)));
  }

  private common(block: BlockJson, name: string, type: string = block.type) {
    return {
      eId: name,
      wId: block.attrs.id,
      'c:bloc': type,
      ...ownAttributes(block.attrs),
    };
  }

  private words(content: readonly InlineJson[] | undefined, runs: readonly PrintRun[]): readonly Child[] {
    return writeInlines(content ?? [], runs, {
      blockOf: (id) => this.ids.get(id) ?? null,
      noteOf: (noteId) => {
        const note = this.blocks.find((block) => block.type === 'note' && block.attrs.noteId === noteId);
        const name = note === undefined ? undefined : this.ids.get(note.attrs.id);
        return name === undefined ? null : noteName(name);
      },
    });
  }

  private paragraph(block: BlockJson, printed: PrintBlock | undefined, tag = 'p'): XmlElement {
    const content = block.type === 'table' || !('content' in block) ? undefined : block.content;
    const runs = printed !== undefined && 'runs' in printed ? printed.runs : [];
    return element(tag, { 'c:texte': 'oui' }, ...this.words(content, runs));
  }

  /** @param above what it stands in, alone */
  private table(table: TableJson, printed: PrintBlock | undefined, above: string): XmlElement {
    const name = `${above}__table_1`;
    this.ids.set(table.attrs.id, name);
    const rows = table.content.map((row, y) => {
      const cells = row.content.map((cell, x) => {
        const shown = printed?.type === 'table' ? printed.rows[y]?.[x] : undefined;
        const { colspan, rowspan } = cell.attrs;
        const lines = cell.content.map((line, rank) => {
          const one = this.paragraph(line, shown?.blocks[rank]);
          const place = this.name(line, name, 'p');
          return { ...one, attributes: { ...one.attributes, ...this.common(line, place) } };
        });
        return element(
          cell.type === 'tableHeader' ? 'th' : 'td',
          {
            colspan: String(colspan),
            rowspan: String(rowspan),
            'c:cellule': cell.type,
            ...ownAttributes(cell.attrs),
          },
          ...lines,
        );
      });
      return element('tr', {}, ...(cells.length === 0 ? [element('td', { 'c:cellule': NO_CELL })] : cells));
    });
    return element('table', this.common(table, name), ...rows);
  }

  /** What a block holds, as blocks of Akoma Ntoso. */
  private inside(block: BlockJson, rank: number, name: string): readonly XmlElement[] {
    const printed = this.model.blocks[rank];
    switch (block.type) {
      case 'table':
        return [this.table(block, printed, name)];
      case 'image':
        return [
          element(
            'p',
            {},
            element('img', { src: address(block.attrs.src), alt: plainText(block.attrs.alt) }),
          ),
        ];
      case 'sautPage':
        return [element('p', {}, element('eop', {}))];
      case 'note': {
        const marker = printed?.type === 'note' && printed.number !== null ? String(printed.number) : '*';
        return [
          element(
            'p',
            {},
            element(
              'authorialNote',
              { eId: noteName(name), marker, placement: 'bottom' },
              this.paragraph(block, printed),
            ),
          ),
        ];
      }
      default:
        return [this.paragraph(block, printed)];
    }
  }

  /** A line in the hierarchy of the body. */
  private line(block: BlockJson, rank: number, above: string): XmlElement {
    const tag = lineTag(block);
    const name = this.name(block, above, tag);
    if (block.type === 'table')
      return element(tag, { eId: name }, element('content', {}, ...this.inside(block, rank, name)));
    const printed = this.model.blocks[rank];
    const named = tag === 'hcontainer' ? { name: block.type } : {};
    const num =
      printed?.type === 'item' && printed.marker !== ''
        ? [element('num', {}, plainText(printed.marker))]
        : [];
    return element(
      tag,
      { ...named, ...this.common(block, name) },
      ...num,
      element('content', {}, ...this.inside(block, rank, name)),
    );
  }

  private division(node: OutlineNode): XmlElement {
    const block = node.heading;
    const tag = tagOf(block.attrs.genre);
    const name = this.ids.get(node.id);
    if (name === undefined) throw new RangeError(`No name for ${node.id}`);
    const printed = this.model.blocks[node.start];
    const number = printed?.type === 'intitule' ? plainText(printed.printed.trim()) : '';
    return element(
      tag,
      { ...(tag === 'hcontainer' ? { name: block.attrs.genre } : {}), ...this.common(block, name) },
      ...(number === '' ? [] : [element('num', {}, number)]),
      this.paragraph(block, printed, 'heading'),
      ...this.flow(node.start + 1, node.end, node.children, name),
    );
  }

  private flow(
    from: number,
    to: number,
    divisions: readonly OutlineNode[],
    above: string,
  ): readonly XmlElement[] {
    const children: XmlElement[] = [];
    for (let rank = from; rank < to; rank += 1) {
      const division = divisions.find((one) => one.start === rank);
      const block = this.blocks[rank];
      if (division !== undefined) {
        children.push(this.division(division));
        rank = division.end - 1;
      } else if (block !== undefined) children.push(this.line(block, rank, above));
    }
    return children;
  }

  /** A block before or after the body, where there is no hierarchy. */
  private aside(block: BlockJson, rank: number, part: Part): XmlElement {
    const tag =
      (part === 'preamble' || block.type === 'formule' ? ASIDE[block.type] : undefined) ?? 'container';
    const name = this.name(block, '', tag);
    const inside = this.inside(block, rank, name);
    if (block.type === 'table') return element(tag, { eId: name, name: 'table' }, ...inside);
    const named = GROUPS[tag] === undefined ? { name: block.type } : {};
    const written = element(tag, { ...named, ...this.common(block, name) }, ...inside);
    const group = GROUPS[tag];
    return group === undefined ? written : element(group, {}, written);
  }

  /** References go forward as well as back: every name is given before any is written. */
  private parts(): readonly XmlElement[] {
    const { blocks } = this;
    const { titles, outline: divisions } = this.model;
    const firstDivision = divisions[0]?.start ?? blocks.length;
    const lastHeading = blocks.findLastIndex((block) => block.type === 'intitule');
    const closing = blocks.findIndex(
      (block, rank) => rank > lastHeading && (block.type === 'cloture' || block.type === 'signataire'),
    );
    const end = closing === -1 ? blocks.length : closing;
    const bodyStart = Math.min(firstDivision, end);
    const aside = (from: number, to: number, part: Part) =>
      grouped(blocks.slice(from, to).map((block, rank) => this.aside(block, from + rank, part)));
    const preface = aside(0, Math.min(titles, bodyStart), 'preface');
    const preamble = aside(Math.min(titles, bodyStart), bodyStart, 'preamble');
    const body = this.flow(bodyStart, end, divisions, '');
    const conclusions = aside(end, blocks.length, 'conclusions');
    return [
      ...(preface.length === 0 ? [] : [element('preface', {}, ...preface)]),
      ...(preamble.length === 0 ? [] : [element('preamble', {}, ...preamble)]),
      // The standard has no empty body.
      element('mainBody', {}, ...(body.length === 0 ? [element('p')] : body)),
      ...(conclusions.length === 0 ? [] : [element('conclusions', {}, ...conclusions)]),
    ];
  }

  body(): readonly XmlElement[] {
    this.nameDivisions(this.model.outline, '');
    const divisions = [...this.used];
    this.parts();
    this.used.clear();
    for (const name of divisions) this.used.add(name);
    return this.parts();
  }
}

function meta(content: ActContent, edition: PrintEdition): XmlElement {
  const day = parisDay(edition.at);
  const work = `/akn/fr/doc/convention/${day}/${slug(edition.title)}`;
  const expression = `${work}/fra@${day}`;
  const frbr = (name: string, uri: string, ...more: readonly XmlElement[]) =>
    element(
      name,
      {},
      element('FRBRthis', { value: `${uri}/!main` }),
      element('FRBRuri', { value: uri }),
      element('FRBRdate', { date: day, name: 'redaction' }),
      element('FRBRauthor', { href: '#clausier' }),
      ...more,
    );
  const champs = Object.entries(content.champs)
    .filter(([key]) => !isWorkingField(key))
    .map(([key, { type, libelle, valeur }]) =>
      element('c:champ', {
        cle: escapeValue(key),
        type,
        libelle: escapeValue(libelle),
        ...(valeur === null ? {} : { valeur: escapeValue(valeur) }),
      }),
    );
  return element(
    'meta',
    {},
    element(
      'identification',
      { source: '#clausier' },
      frbr('FRBRWork', work, element('FRBRcountry', { value: 'fr' })),
      frbr('FRBRExpression', expression, element('FRBRlanguage', { language: 'fra' })),
      frbr('FRBRManifestation', `${expression}.xml`, element('FRBRformat', { value: 'application/akn+xml' })),
    ),
    element(
      'references',
      { source: '#clausier' },
      element('TLCOrganization', {
        eId: 'clausier',
        href: '/ontology/organization/clausier',
        showAs: 'Clausier',
      }),
    ),
    element(
      'proprietary',
      { source: '#clausier' },
      element('c:edition', { version: escapeValue(edition.version), sha256: edition.hash }),
      element('c:champs', {}, ...champs),
    ),
  );
}

/**
 * Writes one state of an act in Akoma Ntoso 3.0 (rules A1 to A4 of RULES.md).
 * @returns the XML; `decodeAkn` gives the act back, canonical form for canonical form
 */
export function encodeAkn(content: ActContent, edition: PrintEdition): string {
  const canonical = canonicalContent(content);
  const model = buildPrintModel(canonical, edition);
  return writeXml(
    element(
      'akomaNtoso',
      { xmlns: AKN, 'xmlns:c': OWN },
      element(
        'doc',
        { name: 'convention' },
        meta(canonical, edition),
        ...new Encoder(canonical, model).body(),
      ),
    ),
  );
}
