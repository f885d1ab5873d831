import type { BlockJson, InlineJson, MarkJson, TableCellJson, TableJson } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { actGender, actWords, agreedWord } from './agreement.ts';
import { type ConditionFacts, holds } from './condition.ts';
import { expandedBlock, expandedHeading } from './expand-block.ts';
import { familyName } from './families.ts';
import type { Clause, Conditional, NumberingStyle, TemplateBlock, TemplateInline } from './model.ts';
import {
  type DraftParty,
  genderOfParty,
  listChemin,
  listKeys,
  partyName,
  partyValue,
  representative,
} from './parties.ts';
import { typeset } from './typeset.ts';

/** What expansion needs to know of the act, and what it gathers on the way. */
export interface Expansion {
  /** The word by which the act calls itself: « convention », « accord-cadre ». */
  readonly qualification: string;
  readonly titre: string;
  readonly parties: readonly DraftParty[];
  readonly facts: ConditionFacts;
  /** Heading of each clause of the act, by family and by clause id. */
  readonly targets: ReadonlyMap<string, BlockId>;
  /** How the headings of a family's clause are numbered; `niveau` from 1 within the clause. */
  readonly style: (famille: string, niveau: number) => NumberingStyle;
  readonly makeId: MakeBlockId;
  /** Footnotes, in the order of their calls; filled as blocks are expanded. */
  readonly notes: BlockJson[];
  /** Takes a branch of a `@si` whatever the facts say; undefined leaves it to them. */
  readonly branch?: (conditional: Conditional) => boolean | undefined;
}

/** Where a run stands: which clause's footnotes it calls, and whose turn it is within `@pour chaque partie`. */
interface Scope {
  readonly clause: Clause | null;
  readonly party: DraftParty | null;
  /** Key of the element whose turn it is within `@pour chaque engagement` or `@pour chaque fait`. */
  readonly element: string | null;
  /** Ids of the footnotes of this clause already called, by key. */
  readonly noteIds: Map<string, string>;
}

function noteCall(cle: string, scope: Scope, act: Expansion): string {
  const known = scope.noteIds.get(cle);
  if (known !== undefined) return known;
  const noteId: string = act.makeId();
  scope.noteIds.set(cle, noteId);
  const note = scope.clause?.body.notes.get(cle);
  act.notes.push({
    type: 'note',
    attrs: { id: act.makeId(), noteId },
    content: inlines(note?.content ?? [], scope, act),
  });
  return noteId;
}

function words(text: string, marks: readonly MarkJson[]): InlineJson {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

const variable = (chemin: string, format: Extract<InlineJson, { type: 'variable' }>['attrs']['format']) =>
  ({ type: 'variable', attrs: { chemin, format } }) as const;

function partyElement(
  inline: Extract<TemplateInline, { type: 'element' }>,
  party: DraftParty,
  cle: string,
): InlineJson {
  const chemin = listChemin(party, inline.liste, cle);
  if (inline.part === 'date') return variable(`${chemin}.date`, inline.format);
  if (inline.part === 'valeur') return variable(chemin, inline.format);
  return words(typeset(party.input.faits?.find((fact) => fact.cle === cle)?.libelle ?? cle), inline.marks);
}

/** Marks go on text only: the shared document holds none on an atom, whose bold is a format. */
function one(inline: TemplateInline, scope: Scope, act: Expansion): InlineJson[] {
  const { party } = scope;
  switch (inline.type) {
    case 'text':
      return [words(inline.text, inline.marks)];
    case 'hardBreak':
      return [{ type: 'hardBreak' }];
    case 'variable': {
      if (inline.chemin === 'acte.titre') return [words(act.titre, inline.marks)];
      const chemin =
        party === null ? inline.chemin : inline.chemin.replace(/^partie\.(?!p\d)/, `partie.${party.id}.`);
      return [variable(chemin, inline.format)];
    }
    case 'acte':
      return [words(actWords(act.qualification, inline.forme), inline.marks)];
    case 'accord': {
      if (inline.avec === 'acte')
        return [words(agreedWord(inline.mot, actGender(act.qualification)), inline.marks)];
      return party === null ? [] : [words(agreedWord(inline.mot, genderOfParty(party)), inline.marks)];
    }
    case 'partie': {
      if (party === null) return [];
      const { article, chemin } = partyName(party, inline.forme, inline.complet);
      const bold = inline.marks.some((mark) => mark.type === 'bold');
      const around = inline.marks.filter((mark) => mark.type !== 'bold');
      return [words(article, around), variable(chemin, bold ? 'gras' : 'texte')];
    }
    case 'representant':
      return party === null ? [] : representative(party, inline.forme);
    case 'element':
      return party === null || scope.element === null ? [] : [partyElement(inline, party, scope.element)];
    case 'renvoi': {
      const cible = act.targets.get(inline.cible) ?? '';
      const libelle = cible === '' ? `«\u00A0${familyName(inline.cible)}\u00A0»` : '';
      return [{ type: 'renvoi', attrs: { cible, format: inline.format, libelle } }];
    }
    case 'si':
      return holdsHere(inline, scope, act) ? inlines(inline.alors, scope, act) : [];
    case 'note':
      return [{ type: 'appelNote', attrs: { noteId: noteCall(inline.cle, scope, act) } }];
  }
}

function inlines(content: readonly TemplateInline[], scope: Scope, act: Expansion): InlineJson[] {
  return content.flatMap((inline) => one(inline, scope, act));
}

/** Expands a run that belongs to the modèle itself (the agreement formula). */
export function expandInline(content: readonly TemplateInline[], act: Expansion): InlineJson[] {
  return inlines(content, { clause: null, party: null, element: null, noteIds: new Map() }, act);
}

/** A condition as it holds here: a party's own values, and its rank, are those of the party whose turn it is. */
function holdsHere(block: Conditional, scope: Scope, act: Expansion): boolean {
  const forced = act.branch?.(block);
  if (forced !== undefined) return forced;
  const { party } = scope;
  if (party === null) return holds(block.condition, act.facts);
  const own = block.condition.flatMap((atom) =>
    (atom.kind === 'champ' || atom.kind === 'rempli') && atom.chemin.startsWith('partie.')
      ? [[atom.chemin, partyValue(party, atom.chemin.replace('partie.', ''))] as const]
      : [],
  );
  const rank = act.parties.indexOf(party);
  return holds(block.condition, {
    ...act.facts,
    valeurs: { ...act.facts.valeurs, ...Object.fromEntries(own) },
    rang: { premiere: rank === 0, derniere: rank === act.parties.length - 1 },
  });
}

function table(block: Extract<TemplateBlock, { type: 'table' }>, scope: Scope, act: Expansion): TableJson {
  const cell = (content: readonly TemplateInline[], header: boolean): TableCellJson => ({
    type: header ? 'tableHeader' : 'tableCell',
    attrs: { colspan: 1, rowspan: 1, colwidth: null },
    content: [
      {
        type: 'alinea',
        attrs: { id: act.makeId(), retrait: 0, aVerifier: false },
        content: inlines(content, scope, act),
      },
    ],
  });
  return {
    type: 'table',
    attrs: { id: act.makeId() },
    content: block.rows.map((row, index) => ({
      type: 'tableRow',
      content: row.map((content) => cell(content, index === 0)),
    })),
  };
}

function expandBlock(block: TemplateBlock, clause: Clause, scope: Scope, act: Expansion): BlockJson[] {
  const all = (blocks: readonly TemplateBlock[], inside: Scope) =>
    blocks.flatMap((each) => expandBlock(each, clause, inside, act));
  const { party } = scope;
  switch (block.type) {
    case 'alinea':
      return [
        expandedBlock(clause.famille, act.makeId(), party?.id ?? null, inlines(block.content, scope, act)),
      ];
    case 'intitule': {
      const id = act.makeId();
      return [expandedHeading(clause, block.niveau, id, inlines(block.content, scope, act), act.style)];
    }
    case 'item': {
      const { niveau, marqueur, numFixe } = block;
      const attrs = { id: act.makeId(), niveau, marqueur, numFixe };
      return [{ type: 'item', attrs, content: inlines(block.content, scope, act) }];
    }
    case 'table':
      return [table(block, scope, act)];
    case 'si':
      return all(holdsHere(block, scope, act) ? block.alors : block.sinon, scope);
    case 'chaquePartie':
      return act.parties.flatMap((each, index) => [
        ...(index === 0 ? [] : all(block.entre, scope)),
        ...all(block.blocs, { ...scope, party: each }),
      ]);
    case 'chaqueElement':
      return party === null
        ? []
        : listKeys(party, block.liste).flatMap((element) => all(block.blocs, { ...scope, element }));
  }
}

/** What a semicolon closes: items, visas, considérants. The last of a run takes a full stop (rule D18). */
const LISTED: ReadonlySet<string> = new Set(['item', 'visa', 'considerant']);

/** True when a list interrupted here goes on further down, under the same heading. */
function goesOn(after: readonly BlockJson[]): boolean {
  const next = after.find((block) => block.type === 'item' || block.type === 'intitule');
  return next?.type === 'item' && next.attrs.numFixe !== null;
}

function closeLists(blocks: readonly BlockJson[]): BlockJson[] {
  return blocks.map((block, index) => {
    if (!LISTED.has(block.type) || blocks[index + 1]?.type === block.type) return block;
    if (goesOn(blocks.slice(index + 1))) return block;
    if (!('content' in block) || block.type === 'table') return block;
    const last = block.content?.at(-1);
    if (last?.type !== 'text' || !/[\s\u202F];$/.test(last.text)) return block;
    const closed = { ...last, text: last.text.replace(/[\s\u202F];$/, '.') };
    return { ...block, content: [...(block.content ?? []).slice(0, -1), closed] };
  });
}

/** All blocks of one clause: its heading, whose id was chosen beforehand for renvois, then its body. */
export function expandClause(clause: Clause, headingId: BlockId, act: Expansion): BlockJson[] {
  const scope: Scope = { clause, party: null, element: null, noteIds: new Map() };
  const opening =
    clause.titre === null
      ? []
      : [expandedHeading(clause, 1, headingId, inlines(clause.titre, scope, act), act.style)];
  return closeLists([
    ...opening,
    ...clause.body.blocs.flatMap((block) => expandBlock(block, clause, scope, act)),
  ]);
}
