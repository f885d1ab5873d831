import type { BlockJson, InlineJson, MarkJson, TableCellJson, TableJson } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { type ConditionFacts, holds } from './condition.ts';
import type { Clause, Modele, NumberingStyle, TemplateBlock, TemplateInline } from './model.ts';
import { type DraftParty, partyName } from './parties.ts';

/** What expansion needs to know of the act, and what it gathers on the way. */
export interface Expansion {
  readonly modele: Modele;
  readonly titre: string;
  readonly parties: readonly DraftParty[];
  readonly facts: ConditionFacts;
  /** Heading of each clause of the act, by family and by clause id. */
  readonly targets: ReadonlyMap<string, BlockId>;
  readonly makeId: MakeBlockId;
  /** Footnotes, in the order of their calls; filled as blocks are expanded. */
  readonly notes: BlockJson[];
}

/** Where a run stands: which clause's footnotes it calls, and whose turn it is within `@pour chaque partie`. */
interface Scope {
  readonly clause: Clause | null;
  readonly party: DraftParty | null;
  /** Ids of the footnotes of this clause already called, by key. */
  readonly noteIds: Map<string, string>;
}

const PLAIN: NumberingStyle = {
  genre: 'rubrique',
  prefixe: '',
  compteur: 'aucun',
  complet: false,
  separateur: '',
};

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

/** Marks go on text only: the shared document holds none on a variable, a renvoi or a call. */
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
      return [{ type: 'variable', attrs: { chemin, format: inline.format } }];
    }
    case 'partie': {
      if (party === null) return [];
      const { article, chemin } = partyName(party, inline.forme);
      return [words(article, inline.marks), { type: 'variable', attrs: { chemin, format: 'texte' } }];
    }
    case 'renvoi':
      return [
        {
          type: 'renvoi',
          attrs: { cible: act.targets.get(inline.cible) ?? '', format: inline.format, libelle: '' },
        },
      ];
    case 'note':
      return [{ type: 'appelNote', attrs: { noteId: noteCall(inline.cle, scope, act) } }];
  }
}

function inlines(content: readonly TemplateInline[], scope: Scope, act: Expansion): InlineJson[] {
  return content.flatMap((inline) => one(inline, scope, act));
}

/** Expands a run that belongs to the modèle itself (title, agreement formula, closing). */
export function expandInline(content: readonly TemplateInline[], act: Expansion): InlineJson[] {
  return inlines(content, { clause: null, party: null, noteIds: new Map() }, act);
}

/** What an ordinary paragraph becomes in a family. */
function paragraph(clause: Clause, id: BlockId, content: InlineJson[]): BlockJson {
  if (clause.famille === 'visas') return { type: 'visa', attrs: { id }, content };
  if (clause.famille === 'considerants') return { type: 'considerant', attrs: { id }, content };
  return { type: 'alinea', attrs: { id, retrait: 0, aVerifier: false }, content };
}

function heading(
  clause: Clause,
  niveau: number,
  id: BlockId,
  content: InlineJson[],
  act: Expansion,
): BlockJson {
  const styles = act.modele.familles.get(clause.famille);
  const style = styles?.[niveau - 1] ?? act.modele.numerotation[niveau - 1] ?? PLAIN;
  return {
    type: 'intitule',
    attrs: {
      id,
      niveau,
      genre: style.genre,
      famille: niveau === 1 ? clause.famille : null,
      clause: niveau === 1 && clause.maison ? `${clause.id}@${clause.version}` : null,
      prefixe: style.prefixe,
      compteur: style.compteur,
      complet: style.complet,
      separateur: style.separateur,
      numFixe: null,
    },
    content,
  };
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
  switch (block.type) {
    case 'alinea':
      return [paragraph(clause, act.makeId(), inlines(block.content, scope, act))];
    case 'intitule':
      return [heading(clause, block.niveau, act.makeId(), inlines(block.content, scope, act), act)];
    case 'item':
      return [
        {
          type: 'item',
          attrs: { id: act.makeId(), niveau: block.niveau, marqueur: block.marqueur, numFixe: block.numFixe },
          content: inlines(block.content, scope, act),
        },
      ];
    case 'table':
      return [table(block, scope, act)];
    case 'si':
      return all(holds(block.condition, act.facts) ? block.alors : block.sinon, scope);
    case 'chaquePartie':
      return act.parties.flatMap((party) => all(block.blocs, { ...scope, party }));
  }
}

/** All blocks of one clause: its heading, whose id was chosen beforehand for renvois, then its body. */
export function expandClause(clause: Clause, headingId: BlockId, act: Expansion): BlockJson[] {
  const scope: Scope = { clause, party: null, noteIds: new Map() };
  const opening =
    clause.titre === null ? [] : [heading(clause, 1, headingId, inlines(clause.titre, scope, act), act)];
  return [...opening, ...clause.body.blocs.flatMap((block) => expandBlock(block, clause, scope, act))];
}
