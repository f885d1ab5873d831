import { describe, expect, it } from 'vitest';
import {
  alinea,
  annexe,
  appelNote,
  article,
  type Blocks,
  block,
  contentOf,
  intitule,
  item,
  note,
  rubrique,
  table,
  texte,
} from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { diffToInstructions } from './diff.ts';
import type { Grain, Instruction } from './model.ts';
import { avenantText, printInstructions } from './print.ts';

const IMAGE: BlockJson = {
  type: 'image',
  attrs: { id: 'logo00000000' as BlockId, src: 'data:image/png;base64,AAAA', alt: 'Logo' },
};

const BASE = contentOf([
  block('titre', 'Convention'),
  block('visa', 'Vu la loi du 1er juillet 1901\u202f;'),
  article(
    'Objet',
    'La convention lie les parties. Elle vaut pour trois ans, du 1er janvier 2025 au 31 décembre 2027.',
    alinea([texte('Elle porte sur l’emploi'), appelNote('n1'), texte(' des jeunes.')]),
  ),
  article('Suivi', 'Un bilan est dressé.', item('par l’Union\u202f;'), item('par l’Agence.')),
  article(
    'Moyens',
    'Les moyens sont annuels.',
    table([
      ['Poste', 'Montant'],
      ['Animation', '500 €'],
    ]),
  ),
  IMAGE,
  block('cloture', 'Fait à Paris.'),
  block('signataire', 'Pour l’Union'),
  note('n1', 'Au sens de la loi.'),
]);

const words = (one: BlockJson): string =>
  'content' in one && one.type !== 'table'
    ? (one.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '')).join('')
    : '';

/** Rewrites the line that begins so; its other inlines stay. */
function reword(start: string, old: string, fresh: string): ActContent {
  const content = BASE.document.content.map((one): BlockJson => {
    if (!words(one).startsWith(start) || !('content' in one) || one.type === 'table') return one;
    const inlines = (one.content ?? []).map(
      (inline): InlineJson =>
        inline.type === 'text' ? { ...inline, text: inline.text.replace(old, fresh) } : inline,
    );
    return { ...one, content: inlines } as BlockJson;
  });
  return { ...BASE, document: { type: 'doc', content } };
}

let made = 0;
const fresh = (one: Blocks): readonly BlockJson[] => {
  if (!('type' in one)) return one.flatMap(fresh);
  made += 1;
  return [{ ...one, attrs: { ...one.attrs, id: `w${String(made).padStart(11, '0')}` } } as BlockJson];
};

/** Changes the list of blocks after the line that begins so. */
function spliceAt(start: string, out: number, ...by: readonly Blocks[]): ActContent {
  const at = BASE.document.content.findIndex((one) => words(one).startsWith(start));
  const { content } = BASE.document;
  return {
    ...BASE,
    document: {
      type: 'doc',
      content: [...content.slice(0, at), ...by.flatMap(fresh), ...content.slice(at + out)],
    },
  };
}

const refused = (edited: ActContent) => diffToInstructions(BASE, edited).refusals.map((one) => one.code);
const found = (edited: ActContent): readonly Instruction[] => {
  const { instructions, refusals } = diffToInstructions(BASE, edited);
  expect(refusals).toEqual([]);
  return instructions;
};

describe('edits that no instruction expresses', () => {
  it.each<readonly [string, ActContent, string]>([
    ['a visa rewritten', reword('Vu la loi', '1901', '1905'), 'visa'],
    ['the closing', reword('Fait à Paris', 'Paris', 'Lyon'), 'closing'],
    ['a signature', reword('Pour l’Union', 'Union', 'Agence'), 'closing'],
    ['a note added', spliceAt('Au sens', 0, note('n2', 'Autre note.')), 'note'],
    ['a picture added', spliceAt('Un bilan', 0, IMAGE), 'image'],
    [
      'an alinéa with a note call added',
      spliceAt('Un bilan', 0, alinea([texte('Un comité siège'), appelNote('n1'), texte('.')])),
      'note-call',
    ],
    ['a quote left open', spliceAt('Un bilan', 1, alinea('Le bilan «\u00a0annuel est dressé.')), 'quotes'],
    [
      'a subhead without number inside new text',
      spliceAt('Suivi', 0, article('Neuf', 'Texte.'), intitule('Sous-titre', { niveau: 2 })),
      'unnumbered',
    ],
  ])('[R1] %s', (_, edited, code) => {
    const { refusals } = diffToInstructions(BASE, edited);
    expect(refusals.map((one) => one.code)).toEqual([code]);
    expect(refusals.every((one) => /[.]$/.test(one.reason) && /[.]$/.test(one.remedy))).toBe(true);
  });

  it('[R1] two subheads that nothing tells apart have an address by their rank, or the article that holds them', () => {
    const twin = contentOf([article('A', rubrique('Suivi', 'Un.'), rubrique('Suivi', 'Deux.'))]);
    const content = twin.document.content.map(
      (one): BlockJson =>
        words(one) === 'Deux.' ? ({ ...one, content: [texte('Trois.')] } as BlockJson) : one,
    );
    expect(diffToInstructions(twin, { ...twin, document: { type: 'doc', content } }).refusals).toEqual([]);
  });
});

describe('the grain', () => {
  it.each<readonly [string, ActContent, readonly Instruction['kind'][]]>([
    ['typography', reword('Elle porte', 'l’emploi', "l'emploi"), []],
    ['the end of an item', reword('par l’Union', '\u202f;', ','), []],
  ])('[R5] %s alone is no amendment', (_, edited, kinds) => {
    expect(found(edited).map((one) => one.kind)).toEqual(kinds);
  });

  it('[R3] a few words, then the alinéa', () => {
    expect(found(reword('Un bilan', 'dressé', 'publié')).map((one) => one.kind)).toEqual(['replace-words']);
    expect(
      found(reword('Un bilan', 'Un bilan est dressé.', 'Les parties se réunissent.')).map((one) => one.kind),
    ).toEqual(['replace-alineas']);
  });

  it('[R4] a date that stands once in its article is changed « à l’article »', () => {
    const [one] = found(reword('La convention lie', '31 décembre 2027', '31 décembre 2029'));
    expect(one).toMatchObject({ noun: 'date', scope: { kind: 'place', address: 'article 1' } });
  });

  it('[R3] a coarser grain is given when asked for', () => {
    const heading = BASE.document.content.find((one) => words(one) === 'Suivi')?.attrs.id;
    const kinds = (grain: Grain) => {
      const grains = new Map(heading === undefined ? [] : [[heading, grain]]);
      return diffToInstructions(BASE, reword('Un bilan', 'dressé', 'publié'), { grains }).instructions.map(
        (one) => one.kind,
      );
    };
    expect([kinds('words'), kinds('alinea'), kinds('division')]).toEqual([
      ['replace-words'],
      ['replace-alineas'],
      ['replace-division'],
    ]);
  });

  it('[R6] numbers: between two « 2-1 », at the end the next one never given', () => {
    const names = (edited: ActContent) =>
      found(edited).flatMap((one) => (one.kind === 'insert-divisions' ? one.names : []));
    expect(names(spliceAt('Moyens', 0, article('Neuf', 'Texte.')))).toEqual(['article 2-1']);
    expect(names(spliceAt('Fait à Paris', 0, article('Neuf', 'Texte.')))).toEqual(['article 4']);
    expect(names(spliceAt('Objet', 0, article('Neuf', 'Texte.')))).toEqual(['article 1 A']);
  });

  it('[R12] a new annexe after the signatures, where the others stand before them', () => {
    const base = contentOf([
      article('Objet', 'Un texte.'),
      annexe('Carte', 'La carte est au mur.'),
      block('cloture', 'Fait à Lyon.'),
    ]);
    const added = fresh(annexe('Budget', 'Le budget est fixé.'));
    const { instructions, refusals } = diffToInstructions(base, {
      ...base,
      document: { type: 'doc', content: [...base.document.content, ...added] },
    });
    expect(refusals).toEqual([]);
    expect(instructions).toMatchObject([{ kind: 'insert-divisions', place: { at: 'end' }, attached: true }]);
    expect(avenantText(printInstructions(instructions, base))).toContain(
      'Après les signatures, il est inséré une annexe\u00a02, jointe au présent avenant.',
    );
  });

  it('[R11] a division that an avenant abrogated « est rétabli » when it comes back under its number', () => {
    const base = contentOf([
      article('Objet', 'La convention lie les parties.'),
      article({ text: 'Durée', attrs: { numFixe: '3' } }, 'Elle vaut trois ans.'),
    ]);
    const [heading, ...lines] = contentOf([
      article(
        { text: 'Suivi', attrs: { numFixe: '2', id: 'suivi0000000' as BlockId } },
        'Un bilan est dressé.',
      ),
    ]).document.content;
    const [first, second, ...rest] = base.document.content;
    const back = [
      first,
      second,
      heading,
      ...lines.map((line) => ({ ...line, attrs: { ...line.attrs, id: 'bilan0000000' as BlockId } })),
      ...rest,
    ];
    const edited = { ...base, document: { type: 'doc', content: back } } as ActContent;
    const said = (abrogated: readonly string[]) =>
      diffToInstructions(base, edited, { abrogated }).instructions.map(({ kind }) => kind);
    expect(said(['article 2'])).toEqual(['reinstate-division']);
    expect(said([])).toEqual(['insert-divisions']);
  });

  it('[R1] refuses nothing of what it can say', () => {
    expect(refused(BASE)).toEqual([]);
  });
});
