import fc from 'fast-check';
import type { BlockId } from '#shared/kernel/ids.ts';
import { appelNote, type Blocks, block, docOf, renvoi, table, texte, variable } from '../builders.ts';
import type {
  ActContent,
  BlockJson,
  DocumentJson,
  Fields,
  FieldValue,
  InlineJson,
  IntituleAttrs,
  MarkJson,
} from '../model.ts';
import {
  COUNTERS,
  DIVISION_KINDS,
  REFERENCE_FORMATS,
  TITLE_ROLES,
  VARIABLE_FORMATS,
} from '../schema/vocabulary.ts';

/*
 * Arbitrary acts, for property tests of every feature: front matter in any order, divisions of every style and
 * depth, nested lists, tables, notes, variables, cross-references (some broken), a closing.
 */

const FIELDS: Fields = {
  'duree.mois': { type: 'entier', libelle: 'Durée en mois', valeur: '36' },
  'date.effet': { type: 'date', libelle: 'Date d’effet', valeur: '2025-01-01' },
  'finances.montant': { type: 'montant', libelle: 'Montant', valeur: '1500.00' },
  'partie.p1.siege': { type: 'texte', libelle: 'Siège', valeur: null },
};

const WORDS = [
  'Durée',
  'Objet',
  'la présente convention',
  'trois ans',
  'l’Union et l’Association',
  'à compter de sa signature',
  '« les Parties »',
  'article 4',
  'premier alinéa',
  'n° 5',
  '1er juillet',
] as const;
const HEADINGS = ['Durée', 'Objet', 'Suivi et bilan', 'Communication', 'DURÉE', ''] as const;
const BULLETS = ['–', '-', '•', '○', '1.', '1°', 'a)', '(i)', 'I -', 'A.'] as const;

const words = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  );

const mark = (): fc.Arbitrary<MarkJson> =>
  fc.oneof(
    fc.constantFrom<MarkJson>(
      { type: 'bold' },
      { type: 'italic' },
      { type: 'underline' },
      { type: 'strike' },
      { type: 'superscript' },
    ),
    fc.constantFrom<MarkJson>(
      { type: 'link', attrs: { href: 'https://exemple.fr/a' } },
      { type: 'terme', attrs: { defId: 'parties', genre: 'terme' } },
      { type: 'referenceExterne', attrs: { ref: 'loi-1978-17' } },
    ),
  );

/** Marks in any order and possibly twice when `messy`, else at most one. */
const marks = (messy: boolean): fc.Arbitrary<readonly MarkJson[]> =>
  fc.array(mark(), { maxLength: messy ? 4 : 1 });

function text(messy: boolean): fc.Arbitrary<InlineJson> {
  const raw = messy
    ? fc.oneof(words(), fc.constantFrom('', 'e\u0301te\u0301', 'fin\ud800', 'œuvre'))
    : words();
  return fc
    .tuple(raw, marks(messy))
    .map(([value, list]) => ({ type: 'text', text: value, ...(list.length > 0 ? { marks: list } : {}) }));
}

/** Targets are ranks until ids are known: `#3` stands for the fourth heading. */
const inline = (messy: boolean): fc.Arbitrary<InlineJson> =>
  fc.oneof(
    { weight: 8, arbitrary: text(messy) },
    { weight: 1, arbitrary: fc.constant<InlineJson>({ type: 'hardBreak' }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...Object.keys(FIELDS), 'cle.inconnue'), fc.constantFrom(...VARIABLE_FORMATS))
        .map(([chemin, format]) => variable(chemin, format)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat({ max: 12 }), fc.constantFrom(...REFERENCE_FORMATS))
        .map(([rank, format]) => renvoi(`#${rank}`, format, 'article 4')),
    },
    { weight: 1, arbitrary: fc.constantFrom('n1', 'n2', 'n3').map(appelNote) },
  );

const inlines = (messy: boolean): fc.Arbitrary<readonly InlineJson[]> =>
  fc.array(inline(messy), { maxLength: 5 });

const front = (messy: boolean): fc.Arbitrary<Blocks> =>
  fc.oneof(
    fc
      .tuple(inlines(messy), fc.constantFrom(...TITLE_ROLES))
      .map(([content, role]) => block('titre', content, { role })),
    fc
      .tuple(inlines(messy), fc.constantFrom(null, 'p1', 'p2'))
      .map(([content, partieId]) => block('partie', content, { partieId })),
    fc
      .tuple(fc.constantFrom('liaison', 'visa', 'considerant', 'formule'), inlines(messy))
      .map(([type, content]) => block(type, content)),
    body(messy),
  );

const body = (messy: boolean): fc.Arbitrary<Blocks> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(inlines(messy), fc.nat({ max: 2 }), fc.boolean())
        .map(([content, retrait, aVerifier]) => block('alinea', content, { retrait, aVerifier })),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(
          inlines(messy),
          fc.integer({ min: 1, max: 3 }),
          fc.constantFrom(...BULLETS),
          fc.option(fc.constantFrom('2 bis', '4'), { freq: 12 }),
        )
        .map(([content, niveau, marqueur, numFixe]) => block('item', content, { niveau, marqueur, numFixe })),
    },
    { weight: 1, arbitrary: inlines(messy).map((content) => block('considerant', content)) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.array(words(), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
        .map((rows) => table(rows)),
    },
    { weight: 1, arbitrary: fc.constant<Blocks>({ type: 'sautPage', attrs: { id: '' as BlockId } }) },
    {
      weight: 1,
      arbitrary: fc.constant<Blocks>({
        type: 'image',
        attrs: { id: '' as BlockId, src: 'data:image/png;base64,AAAA', alt: 'Logo' },
      }),
    },
  );

/** The style of a heading; `numFixe` now and then unless `held` is false. */
function arbitraryHeading(held = true): fc.Arbitrary<Partial<IntituleAttrs>> {
  const numFixe: fc.Arbitrary<string | null> = held
    ? fc.option(fc.constantFrom('4-1', '5 bis', '2.1', 'A'), { freq: 8 })
    : fc.constant(null);
  return fc.record({
    niveau: fc.integer({ min: 1, max: 4 }),
    genre: fc.constantFrom(...DIVISION_KINDS),
    compteur: fc.constantFrom(...COUNTERS),
    prefixe: fc.constantFrom('', 'Article ', 'Axe\u00a0', 'ANNEXE ', '○ '),
    separateur: fc.constantFrom('', '. ', ' – ', '\u00a0: '),
    complet: fc.boolean(),
    famille: fc.constantFrom(null, 'duree', 'objet'),
    clause: fc.constantFrom(null, 'duree-simple@2'),
    numFixe,
  });
}

const division = (messy: boolean, held: boolean): fc.Arbitrary<readonly Blocks[]> =>
  fc
    .tuple(
      arbitraryHeading(held),
      fc.oneof(
        fc.constantFrom(...HEADINGS).map((heading) => [texte(heading)]),
        inlines(messy),
      ),
      fc.array(body(messy), { maxLength: 6 }),
    )
    .map(([attrs, heading, blocks]) => {
      const content = heading.filter((one) => messy || one.type !== 'text' || one.text !== '');
      return [block('intitule', content, attrs), ...blocks];
    });

const closing = (messy: boolean): fc.Arbitrary<readonly Blocks[]> =>
  fc
    .tuple(inlines(messy), inlines(messy), inlines(messy))
    .map(([place, one, other]) => [
      block('cloture', place),
      block('signataire', one, { partieId: 'p1' }),
      block('signataire', other, { partieId: 'p2' }),
    ]);

function aim(one: InlineJson, headings: readonly string[]): InlineJson {
  if (one.type !== 'renvoi' || !one.attrs.cible.startsWith('#')) return one;
  const cible = headings[Number(one.attrs.cible.slice(1))] ?? 'disparu00000';
  return { ...one, attrs: { ...one.attrs, cible } };
}

function aimReferences(document: DocumentJson): DocumentJson {
  const headings = document.content.flatMap((one) => (one.type === 'intitule' ? [one.attrs.id] : []));
  const content = document.content.map((one): BlockJson => {
    if (one.type === 'table' || one.type === 'image' || one.type === 'sautPage') return one;
    if (one.content === undefined) return one;
    return { ...one, content: one.content.map((inner) => aim(inner, headings)) } as BlockJson;
  });
  return { type: 'doc', content };
}

const fields = (): fc.Arbitrary<Fields> =>
  fc
    .dictionary(
      fc.constantFrom('a.b', 'partie.p2.nom', 'zone'),
      fc.record<FieldValue>({
        type: fc.constantFrom('texte', 'enum', 'reference'),
        libelle: words(),
        valeur: fc.option(words()),
      }),
    )
    .map((more) => ({ ...FIELDS, ...more }));

/**
 * An arbitrary act, schema-valid, with unique ids pinned by their order.
 * @param options `messy`: written as no editor would (split texts, empty texts, marks in any order, text that is
 *   not NFC), for what must bring it to canonical form; `held`: whether some numbers are held (`numFixe`)
 */
export function arbitraryContent(
  options: { readonly messy?: boolean; readonly held?: boolean } = {},
): fc.Arbitrary<ActContent> {
  const { messy = false, held = true } = options;
  return fc
    .tuple(
      fc.array(front(messy), { minLength: 1, maxLength: 8 }),
      fc.array(division(messy, held), { maxLength: 10 }),
      closing(messy),
      fc.array(
        fc
          .tuple(fc.constantFrom('n1', 'n2', 'n4'), inlines(messy))
          .map(([noteId, content]) => block('note', content, { noteId })),
        { maxLength: 4 },
      ),
      fields(),
    )
    .map(([head, divisions, end, notes, champs]) => ({
      document: aimReferences(docOf(head, divisions, end, notes)),
      champs,
    }));
}
