import type { ActContent, BlockJson, DocumentJson } from '#shared/document/model.ts';
import { type PrintContext, printInline } from '#shared/document/text.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { readClosing } from '../reading/closing.ts';
import { readParties, readSignatures } from '../reading/parties.ts';
import { oneLine, readable } from '../reading/plain.ts';
import type { DivisionReport, ImportReport, QUALIFICATIONS } from '../wire.ts';
import type { Findings } from './enrich.ts';
import { isAgreement } from './roles.ts';

/** What only the import knows, as opposed to what is read from the finished document. */
export interface ImportFacts {
  readonly lines: ReadonlyMap<BlockId, number>;
  readonly unrecognised: ImportReport['unrecognised'];
  readonly findings: Findings;
  readonly warnings: readonly string[];
}

const words = (block: BlockJson, context: PrintContext): string => oneLine(printInline(block, context));

const KINDS: Readonly<Record<(typeof QUALIFICATIONS)[number], RegExp>> = {
  avenant: /^(?:projet\sd['’])?avenant/iu,
  'convention-cadre': /convention[-\s]cadre/iu,
  'accord-cadre': /accord[-\s]cadre/iu,
  protocole: /protocole/iu,
  charte: /charte/iu,
  convention: /convention/iu,
  accord: /accord/iu,
  contrat: /contrat|pacte/iu,
};

/** @returns what an instrument calls itself in its title; null when the title does not say */
export function qualificationOf(title: string): ImportReport['qualification'] {
  if (KINDS.avenant.test(title.trim())) return 'avenant';
  const order = [
    'convention-cadre',
    'accord-cadre',
    'protocole',
    'charte',
    'convention',
    'accord',
    'contrat',
  ] as const;
  let best: { kind: (typeof order)[number]; at: number } | null = null;
  for (const kind of order) {
    const at = title.search(KINDS[kind]);
    if (at !== -1 && (best === null || at < best.at)) best = { kind, at };
  }
  return best?.kind ?? null;
}

/** @returns the words of the title: its main line and those that go on with it; null when the act has none */
export function titleOf(content: ActContent): string | null {
  const { context } = readable(content.document, content.champs);
  const parts: string[] = [];
  for (const block of content.document.content) {
    if (block.type !== 'titre') {
      if (parts.length > 0 && block.type !== 'sautPage') break;
      continue;
    }
    if (block.attrs.role === 'principal' || (block.attrs.role === 'sous-titre' && parts.length > 0))
      parts.push(words(block, context));
    else if (parts.length > 0) break;
  }
  return parts.length === 0 ? null : parts.join(' ');
}

function divisionReport(
  node: OutlineNode,
  facts: ImportFacts,
  context: PrintContext,
  level: number,
): DivisionReport {
  const number = context.numbering.headings.get(node.id);
  const heading = words(node.heading, context);
  const children = node.children.map((child) => divisionReport(child, facts, context, level + 1));
  const own: BlockJson[] = [];
  let next = 0;
  for (let index = node.start + 1; index < node.end; index += 1) {
    const child = node.children[next];
    if (child !== undefined && index === child.start) {
      index = child.end - 1;
      next += 1;
      continue;
    }
    const block = context.document.content[index];
    if (block !== undefined) own.push(block);
  }
  const { prefixe, compteur } = node.heading.attrs;
  const counter = compteur === 'puce' ? prefixe : (number?.number ?? '');
  const { genre } = node.heading.attrs;
  const name = genre === 'article' ? `article ${counter}` : (number?.name ?? heading);
  const label = number?.number ? name : heading;
  return {
    number: counter,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    heading: heading.replace(/(?<=\p{L})\s?(?:\.\s?[-–—]|[-–—])$/u, ''),
    kind: genre,
    level,
    line: facts.lines.get(node.id) ?? null,
    paragraphs: own.filter(
      (block) =>
        ['alinea', 'considerant', 'visa', 'formule'].includes(block.type) &&
        !(block.type === 'alinea' && block.attrs.aVerifier),
    ).length,
    items: own.filter((block) => block.type === 'item').length,
    tables: own.filter((block) => block.type === 'table').length,
    children,
  };
}

function preambleOf(document: DocumentJson, divisions: readonly DivisionReport[], context: PrintContext) {
  const find = (nodes: readonly DivisionReport[]): DivisionReport | null => {
    for (const node of nodes) {
      const found = node.kind === 'preambule' ? node : find(node.children);
      if (found !== null) return found;
    }
    return null;
  };
  const titled = find(divisions);
  if (titled !== null) return { heading: titled.heading, paragraphs: titled.paragraphs };
  let paragraphs = 0;
  for (const block of document.content) {
    if (block.type === 'intitule' || block.type === 'cloture') break;
    if (block.type === 'alinea' && !block.attrs.aVerifier && words(block, context) !== '') paragraphs += 1;
  }
  return paragraphs === 0 ? null : { heading: null, paragraphs };
}

function footnotes(document: DocumentJson, context: PrintContext): ImportReport['footnotes'] {
  const notes = new Map<string, string[]>();
  for (const block of document.content) {
    if (block.type !== 'note' || block.attrs.noteId === null) continue;
    notes.set(block.attrs.noteId, [...(notes.get(block.attrs.noteId) ?? []), words(block, context)]);
  }
  return [...notes]
    .map(([noteId, texts]) => ({ number: context.numbering.notes.get(noteId) ?? 0, text: texts.join('\n') }))
    .sort((a, b) => a.number - b.number);
}

const withoutBullet = (text: string): string => text.replace(/^[-–—•*]\s/, '');

/** Describes an imported act: everything is read back from the finished document but what `facts` adds. */
export function reportOf(content: ActContent, facts: ImportFacts): ImportReport {
  const { document, champs } = content;
  const { context } = readable(document, champs);
  const title = titleOf(content);
  const texts = (type: BlockJson['type']) =>
    document.content
      .filter((block) => block.type === type)
      .map((block) => withoutBullet(words(block, context)))
      // « Vu : » alone only announces the visas below it.
      .filter((text) => !/^(?:les\s)?(?:vus?|visas|considérants?)\s?:?$/iu.test(text));
  const divisions = outline(document).map((node) => divisionReport(node, facts, context, 1));
  const closing = readClosing(document, champs);
  return {
    title,
    qualification: title === null ? null : qualificationOf(title),
    parties: [...readParties(document, champs)],
    visas: texts('visa'),
    considerants: texts('considerant'),
    formula: texts('formule').find(isAgreement) ?? texts('formule')[0] ?? null,
    preambule: preambleOf(document, divisions, context),
    divisions,
    footnotes: footnotes(document, context),
    references: { internal: facts.findings.internal, external: facts.findings.external },
    definedTerms: facts.findings.terms,
    tables: document.content.filter((block) => block.type === 'table').length,
    signatures: [...readSignatures(document, champs)],
    ...closing,
    unrecognised: facts.unrecognised,
    warnings: [...facts.warnings],
  };
}
