import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { parseDocument } from '#shared/document/parse.ts';
import { printReference } from '#shared/document/references.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import { printDocument } from '#shared/document/text.ts';
import { type BlockId, blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { buildExample } from './example.ts';
import { fillModele } from './fill.ts';
import { loadLibrary } from './library.ts';
import type { Library } from './model.ts';
import { typeset } from './typeset.ts';
import type { PartyInput } from './wire.ts';

const FOLDER = join(import.meta.dirname, '../../templates');

function shippedLibrary(): Library {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:md|yaml)$/.test(path),
  );
  const read = loadLibrary(
    paths.map((path) => ({
      path: path.split(sep).join('/'),
      source: readFileSync(join(FOLDER, path), 'utf8'),
    })),
  );
  if (!read.ok) throw new Error(read.error.map((each) => each.message).join('\n'));
  return read.value;
}

const library = shippedLibrary();

function counted(): MakeBlockId {
  let count = 0;
  return () => {
    count += 1;
    return `b${String(count).padStart(11, '0')}` as BlockId;
  };
}

/** Blocks of a document, those within table cells included. */
const allBlocks = (content: ActContent): BlockJson[] =>
  content.document.content.flatMap((block): BlockJson[] =>
    block.type === 'table'
      ? [block, ...block.content.flatMap((row) => row.content.flatMap((cell) => [...cell.content]))]
      : [block],
  );
const allInlines = (content: ActContent): InlineJson[] =>
  allBlocks(content).flatMap((block) =>
    'content' in block && block.type !== 'table' ? [...(block.content ?? [])] : [],
  );

/** What holds of every filled act (rule D16). */
function expectSound(content: ActContent): void {
  expect(parseDocument(content.document)).toEqual({ ok: true, value: content.document });
  documentSchema.nodeFromJSON(content.document).check();
  expect(canonicalContent(content)).toEqual(content);
  const ids = allBlocks(content).map((block) => block.attrs.id);
  expect(new Set(ids).size).toBe(ids.length);
  const numbering = computeNumbers(content.document, content.champs);
  for (const inline of allInlines(content)) {
    if (inline.type === 'variable') expect(Object.keys(content.champs)).toContain(inline.attrs.chemin);
    if (inline.type !== 'renvoi') continue;
    const { cible, format, libelle } = inline.attrs;
    expect(printReference(content.document, numbering, cible, format)).toEqual({
      text: libelle,
      broken: false,
    });
  }
  const noteIds = content.document.content.flatMap((block) =>
    block.type === 'note' ? [block.attrs.noteId] : [],
  );
  expect(noteIds).toEqual([...numbering.notes.keys()]);
}

const name = fc
  .tuple(
    fc.constantFrom(
      'Union',
      'Fédération',
      'Département',
      'Établissement',
      'Régions',
      'Institut',
      'Unis',
      'L’Agence',
    ),
    fc.array(
      fc.constantFrom('nationale', 'de', 'l’insertion', 'et', 'des', 'métiers', 'Rhône', '«', '(ex-CNML)'),
      {
        minLength: 1,
        maxLength: 30,
      },
    ),
  )
  .map(([first, rest]) => [first, ...rest].join(' ').slice(0, 300).trim());

const party: fc.Arbitrary<PartyInput> = fc.record({
  denomination: name,
  sigle: fc.constantFrom('', 'UNML', 'AMF', 'FNX', 'Région & Cie'),
  forme: fc.constantFrom('association', 'établissement public', 'commune', 'SCIC'),
  siege: fc.constantFrom('54 rue de Paradis, 75010 Paris', 'Le Havre'),
  personnePublique: fc.boolean(),
  representant: fc.record({
    civilite: fc.constantFrom('Madame', 'Monsieur'),
    nom: fc.constantFrom('Hélène Marchetti', 'Jean-Baptiste de La Rochefoucauld-Montbel', 'Ô Y'),
    capacite: fc.constantFrom('Présidente', 'Président', 'Maire', 'Directrice générale', 'membre du bureau'),
  }),
});
const parties = fc.array(party, { minLength: 2, maxLength: 5 }).map((all) =>
  all.map((each, n) => ({
    ...each,
    denomination: `${each.denomination} ${n}`,
    sigle: each.sigle && `${each.sigle} ${n}`,
  })),
);

/** Values for all variables of all clauses, in their bounds. */
const values = fc.record({
  'objet.domaine': fc.constantFrom('le logement des jeunes', 'l’apprentissage'),
  'preambule.anterieur': fc.constantFrom('la convention du 12 mars 2022', ''),
  'gouvernance.representants': fc.integer({ min: 2, max: 10 }).map(String),
  'gouvernance.frequence': fc.constantFrom('une fois par an', 'une fois par trimestre'),
  'duree.mois': fc.integer({ min: 1, max: 120 }).map(String),
  'duree.reconduction': fc.constantFrom('sans reconduction', 'tacite'),
  'duree.debut': fc.constant('01/01/2027'),
  'duree.fin': fc.constantFrom('2027-01-01', '31/12/2029'),
  'resiliation.preavis': fc.integer({ min: 1, max: 24 }).map(String),
  'litige.juridiction': fc.constant('le tribunal judiciaire de Paris'),
  'signature.lieu': fc.constantFrom('Le Havre', 'Paris'),
  'signature.date': fc.constant('2026-12-01'),
});

describe('shipped templates', () => {
  const variants = [...library.modeles.values()].flatMap((modele) =>
    modele.deroule.flatMap((step) =>
      step.bloc === 'clause'
        ? step.variantes.map((variante) => [modele.id, step.famille, variante] as const)
        : [],
    ),
  );

  for (const [modele, famille, variante] of variants)
    it(`[D16] ${modele} with ${famille}/${variante}, filled, is sound and prints without an empty slot`, () => {
      fc.assert(
        fc.property(parties, values, (all, valeurs) => {
          const draft = { titre: 'Essai', parties: all, valeurs, variantes: { [famille]: variante } };
          const filled = fillModele(library, modele, draft, counted());
          if (!filled.ok) throw new Error(JSON.stringify(filled.error));
          expectSound(filled.value);
          const printed = printDocument(filled.value);
          expect(printed).not.toMatch(/[[\]{}]|@|==|\bundefined\b|\bnull\b/);
          for (const each of all) expect(printed).toContain(typeset(each.denomination));
        }),
        { seed: 20261121, numRuns: 25 },
      );
    });

  it('[D7] filled with nothing but parties, shows what is missing and stays sound', () => {
    fc.assert(
      fc.property(parties, (all) => {
        const filled = fillModele(
          library,
          'convention-de-partenariat',
          { titre: 'Essai', parties: all, valeurs: {} },
          counted(),
        );
        if (!filled.ok) throw new Error(JSON.stringify(filled.error));
        expectSound(filled.value);
        expect(printDocument(filled.value).match(/\[[^\]]+\]/g)).toEqual([
          '[Juridiction compétente]',
          '[Lieu de signature]',
          '[Date de signature]',
        ]);
      }),
      { seed: 20261121, numRuns: 25 },
    );
  });

  it('[D5] typography is a fixed point, and no straight apostrophe is left', () => {
    const example = buildExample(
      library,
      blockIdsFrom(() => 0.5),
    );
    for (const act of example.ok ? example.value.acts : []) {
      const printed = printDocument(act.content);
      expect(typeset(printed)).toBe(printed);
      expect(printed).not.toContain("'");
    }
  });
});

describe('the example', () => {
  const built = buildExample(library, counted());
  const example = built.ok ? built.value : null;

  it('[D16] has four organisations, and two sound acts, one in negotiation and one begun', () => {
    expect(example?.organisations).toHaveLength(4);
    expect(example?.acts.map((act) => act.state)).toEqual(['negociation', 'brouillon']);
    for (const act of example?.acts ?? []) expectSound(act.content);
  });

  it('gives the pilote and the partner of each act a link', () => {
    expect(example?.links.map(({ act, role }) => `${act} ${role}`)).toEqual([
      '0 pilote',
      '0 redacteur',
      '1 pilote',
      '1 redacteur',
    ]);
  });

  it('shows every kind of block and inline that an editor has to live with', () => {
    const content = example?.acts[0]?.content;
    const blocks = new Set(content?.document.content.map((block) => block.type));
    for (const type of [
      'titre',
      'liaison',
      'partie',
      'visa',
      'considerant',
      'formule',
      'intitule',
      'alinea',
      'item',
      'table',
      'cloture',
      'signataire',
      'note',
    ])
      expect(blocks, type).toContain(type);
    const inlines = new Set(content === undefined ? [] : allInlines(content).map((inline) => inline.type));
    for (const type of ['text', 'variable', 'renvoi', 'appelNote']) expect(inlines, type).toContain(type);
  });

  it('uses addresses that reach nobody', () => {
    for (const person of example?.persons ?? []) expect(person.email).toMatch(/\.example$/);
  });
});
