import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import { parseDocument } from '#shared/document/parse.ts';
import { printReference } from '#shared/document/references.ts';
import { documentSchema, FAMILIES } from '#shared/document/schema/index.ts';
import { printContext, printDocument, printInline } from '#shared/document/text.ts';
import { type BlockId, blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { startCost } from '#test/support/cost.ts';
import { readShipped, TEMPLATES } from '#test/support/shipped.ts';
import { clauseDetail, readProposedClause } from './clausier.ts';
import { clauseDetailSchema } from './clausier-wire.ts';
import { buildExample } from './example.ts';
import { fillModele } from './fill.ts';
import type { DraftInput } from './model.ts';
import { NONE } from './plan.ts';
import { type ClauseStatus, clauseStatuses } from './provenance.ts';
import { SAMPLE_PARTIES } from './samples.ts';
import { modeleSummary } from './summary.ts';
import { typeset } from './typeset.ts';
import { type ModeleSummary, modeleListSchema, type PartyInput, type VariableSummary } from './wire.ts';

const library = readShipped();

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

const facts = ['structures', 'salaries', 'jeunes'].map((cle) => ({
  cle,
  libelle: `Nombre de ${cle}`,
  type: 'entier' as const,
  valeur: '1 100',
  date: '2024-10-01',
  source: 'Rapport',
}));

const party: fc.Arbitrary<PartyInput> = fc.record({
  denomination: name,
  sigle: fc.constantFrom('', 'UNML', 'AMF', 'FNX', 'Région & Cie'),
  forme: fc.constantFrom('association', 'établissement public', 'commune', 'SCIC'),
  siege: fc.constantFrom('54 rue de Paradis, 75010 Paris', 'Le Havre'),
  siren: fc.constantFrom('', '784 180 150'),
  personnePublique: fc.boolean(),
  representant: fc.record({
    civilite: fc.constantFrom('Madame', 'Monsieur'),
    nom: fc.constantFrom('Hélène Marchetti', 'Jean-Baptiste de La Rochefoucauld-Montbel', 'Ô Y'),
    capacite: fc.constantFrom('Présidente', 'Président', 'Maire', 'Directrice générale', 'membre du bureau'),
    delegation: fc.constantFrom(
      { delegant: '', acte: '' },
      { delegant: 'le Président', acte: 'la décision du 3 mars 2026' },
    ),
  }),
  presentation: fc.constant("L'organisme agit pour l'insertion."),
  faits: fc.constant(facts),
  engagements: fc.constantFrom(
    ['informer son réseau'],
    ['informer son réseau', 'rendre compte : « un bilan »'],
  ),
});
const parties = (min: number) =>
  fc.array(party, { minLength: Math.max(2, min), maxLength: 5 }).map((all) =>
    all.map((each, n) => ({
      ...each,
      denomination: `${each.denomination} ${n}`,
      sigle: each.sigle && `${each.sigle} ${n}`,
    })),
  );

/** A value that a variable accepts, within its bounds. */
function value(variable: VariableSummary): fc.Arbitrary<string> {
  switch (variable.type) {
    case 'entier':
      return fc.integer({ min: variable.min ?? 0, max: variable.max ?? 10 ** 9 }).map(String);
    case 'montant':
      return fc.constantFrom('23000', '1 500,50', '1000000');
    case 'date':
      return fc.constantFrom(...(variable.apres === null ? ['01/01/2027', '2026-12-01'] : ['31/12/2029']));
    case 'enum':
      return fc.constantFrom(...variable.choix);
    case 'booleen':
      return fc.constantFrom('oui', 'non');
    default:
      return fc.constantFrom(
        'Le Havre',
        'les Ulis',
        'l’Île-de-France',
        'un texte qui va jusqu’au bout, sans guillemets',
      );
  }
}

/** Everything that may be asked for by a modèle, all variants together. */
function everyVariable(modele: ModeleSummary): VariableSummary[] {
  const all = [
    ...modele.propres,
    ...modele.etapes.flatMap((etape) => etape.variantes.flatMap((each) => each.variables)),
  ];
  return [...new Map(all.map((each) => [each.chemin, each])).values()];
}
const values = (modele: ModeleSummary): fc.Arbitrary<Record<string, string>> =>
  fc.record(Object.fromEntries(everyVariable(modele).map((each) => [each.chemin, value(each)])));

/** A variant for every step, optional ones left out at times. */
const variants = (modele: ModeleSummary): fc.Arbitrary<Record<string, string>> =>
  fc.record(
    Object.fromEntries(
      modele.etapes.map((etape) => [
        etape.cle,
        fc.constantFrom(
          ...etape.variantes.map((each) => each.variante),
          ...(etape.facultative ? [NONE] : []),
        ),
      ]),
    ),
  );

const SEED = 20261121;

function expectWhole(modele: string, draft: DraftInput): ActContent {
  const filled = fillModele(library, modele, draft, counted());
  if (!filled.ok) throw new Error(JSON.stringify(filled.error));
  expectSound(filled.value);
  const printed = printDocument(filled.value);
  expect(printed.match(/[[\]{}]|@|==|·|\bundefined\b|\bnull\b|'/g)).toBeNull();
  expect(printed.split('\n').filter((line) => typeset(line) !== line)).toEqual([]);
  // A preposition always contracts with the article that follows; two closing signs never follow each other.
  expect(printed.match(/.{12} (?:à|de) (?:Le Havre|les Ulis)|.{12}[.;:,] ?[.;]\n/g)).toBeNull();
  for (const each of draft.parties) expect(printed.includes(typeset(each.denomination))).toBe(true);
  return filled.value;
}

/** A division as its clause words it; what differs is told. */
function expectHouse(status: ClauseStatus, content: ActContent): void {
  const ctx = printContext(content);
  const lines = (blocks: readonly BlockJson[]) => blocks.map((block) => printInline(block, ctx));
  if (status.etat === 'modifiee') expect(lines(status.texte)).toEqual(lines(status.maison));
  expect(status.etat).toBe('maison');
}

describe('shipped templates', () => {
  const modeles = modeleSummary(library);
  const choices = modeles.flatMap((modele) =>
    modele.etapes.flatMap((etape) =>
      etape.variantes.map(({ variante }) => [modele, etape.cle, variante] as const),
    ),
  );

  it('[D6] hold the 24 families, the variants of each, and six modèles', () => {
    const clauses = [...library.clauses.values()];
    expect(new Set(clauses.map((each) => each.famille))).toEqual(new Set(FAMILIES));
    expect([...library.modeles.keys()]).toEqual([
      'accord-cadre',
      'avenant',
      'convention-cadre-nationale',
      'convention-de-partenariat',
      'convention-personne-publique',
      'declinaison-locale',
    ]);
    const used = new Set(
      modeles.flatMap(({ etapes }) => etapes.flatMap((e) => e.variantes.map((v) => v.id))),
    );
    expect(clauses.map((each) => each.id).filter((id) => !used.has(id))).toEqual([]);
  });

  for (const [modele, cle, variante] of choices)
    it(`[D16] ${modele.id} with ${cle}/${variante}, filled, is sound and prints without an empty slot`, () => {
      fc.assert(
        fc.property(parties(modele.partiesMin), values(modele), (all, valeurs) => {
          expectWhole(modele.id, { titre: 'Essai', parties: all, valeurs, variantes: { [cle]: variante } });
        }),
        { seed: SEED, numRuns: 3, endOnFailure: true },
      );
    });

  for (const modele of modeles)
    it(`[D16] ${modele.id} with any variant of every step is sound, and each of its divisions is the house's`, () => {
      fc.assert(
        fc.property(
          parties(modele.partiesMin),
          values(modele),
          variants(modele),
          (all, valeurs, variantes) => {
            const content = expectWhole(modele.id, { titre: 'Essai', parties: all, valeurs, variantes });
            for (const status of clauseStatuses(content, library).values()) expectHouse(status, content);
          },
        ),
        { seed: SEED, numRuns: 12, endOnFailure: true },
      );
    });

  it('[D7] filled with nothing but parties, shows what is missing and stays sound', () => {
    fc.assert(
      fc.property(parties(2), (all) => {
        const draft = { titre: 'Essai', parties: all, valeurs: {} };
        const filled = fillModele(library, 'convention-de-partenariat', draft, counted());
        if (!filled.ok) throw new Error(JSON.stringify(filled.error));
        expectSound(filled.value);
        expect(printDocument(filled.value).match(/\[[^\]]+\]/g)).toEqual([
          '[Juridiction compétente]',
          '[Lieu de signature]',
          '[Date de signature]',
        ]);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  for (const clause of [...library.clauses.values(), ...[...library.anciennes.values()].flat()])
    it(`[D22] ${clause.id}@${clause.version} has a preview, and its wire is read back`, () => {
      const detail = clauseDetail(clause, [], counted());
      if (!detail.ok) throw new Error(JSON.stringify(detail.error));
      expect(clauseDetailSchema.parse(JSON.parse(JSON.stringify(detail.value)))).toEqual(detail.value);
      expect(readProposedClause(clause.source).ok).toBe(true);
    });

  it('[D10] the modèles go through the wire unchanged', () => {
    expect(modeleListSchema.parse(JSON.parse(JSON.stringify({ modeles })))).toEqual({ modeles });
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

  it('[D14] the party’s name is bold in its paragraph, and a place contracts', () => {
    const draft = {
      titre: 'Essai',
      parties: SAMPLE_PARTIES,
      valeurs: { 'signature.lieu': 'Le Havre', 'signature.date': '2026-12-01' },
    };
    const filled = fillModele(library, 'convention-de-partenariat', draft, counted());
    const content = filled.ok ? filled.value : null;
    const bold = (content === null ? [] : allInlines(content)).flatMap((inline) =>
      inline.type === 'variable' && inline.attrs.format === 'gras' ? [inline.attrs.chemin] : [],
    );
    expect(bold).toEqual(['partie.p1.denomination', 'partie.p2.denomination']);
    expect(content === null ? '' : printDocument(content)).toContain(
      'Fait au Havre, le 1er\u00A0décembre 2026',
    );
  });

  it('[D6] loads in the time of a start', () => {
    const spent = startCost();
    readShipped();
    expect(spent()).toBeLessThan(5000);
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

describe('the list of clauses', () => {
  const readme = readFileSync(join(TEMPLATES, 'README.md'), 'utf8');

  it('names every clause in its current version, and every modèle', () => {
    const listed = [...readme.matchAll(/^\| [a-z-]+ \| \[[a-z-]+\]\(clauses\/(.+)\.md\) \| (\d+) \|/gm)];
    const names = listed.map(([, path, version]) => `${path} ${version}`);
    const shipped = [...library.clauses].map(([key, clause]) => `${key} ${clause.version}`);
    expect(names.sort()).toEqual(shipped.sort());
    for (const id of library.modeles.keys()) expect(readme).toContain(`modeles/${id}.yaml`);
  });
});
