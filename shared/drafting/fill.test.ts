import { describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { clauseFile, modeleFile, otherParty, partyInput } from './builders.ts';
import { fillModele } from './fill.ts';
import { loadLibrary } from './library.ts';
import type { DraftInput, Library, TemplateFile } from './model.ts';
import { reviewDraft } from './review.ts';
import { modeleSummary } from './summary.ts';

const ids = () => {
  let seed = 7;
  return blockIdsFrom(() => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  });
};
const library = (...files: TemplateFile[]): Library => {
  const read = loadLibrary(files);
  if (!read.ok) throw new Error(read.error.map((each) => each.message).join('\n'));
  return read.value;
};
const input = (over: Partial<DraftInput> = {}): DraftInput => ({
  titre: 'Essai',
  parties: [partyInput(), otherParty],
  valeurs: {},
  ...over,
});
/** Fills a modèle of one clause `objet`, and prints it. */
function printed(body: string, head = '', over: Partial<DraftInput> = {}): string {
  const files = [
    clauseFile('objet/simple', body, head),
    modeleFile('m', ['{ clause: objet, defaut: simple }']),
  ];
  const filled = fillModele(library(...files), 'm', input(over), ids());
  return filled.ok
    ? printDocument(filled.value)
    : filled.error.map((each) => `${each.code} ${each.champ}`).join(' ');
}
const body = (...args: Parameters<typeof printed>) => printed(...args).replace('Article 1er – Titre\n\n', '');
/** The shipped wording of the parties and of the signature, in short. */
const PARTIES_AND_SIGNATURES = [
  clauseFile(
    'parties/completes',
    [
      'ENTRE',
      '@pour chaque partie',
      '**{{partie.complet|Le}}**, {{partie.forme}}, dont le siège est situé {{partie.siege}}, {{partie|représenté·e}} par',
      '{{partie.representant}}{si partie.sigle rempli}, ci-après {{partie|désigné·e}} « {{partie.sigle}} »{fin},',
      '@entre',
      'ET',
      '@fin',
    ].join('\n'),
  ),
  clauseFile(
    'signature/president',
    '@pour chaque partie\nPour {{partie.complet|le}},\\\n{{partie.representant.capacite}},\\\n{{partie.signataire}}\n@fin',
  ),
  modeleFile('m', ['{ clause: parties, defaut: completes }', '{ clause: signature, defaut: president }']),
];
const declare = (chemin: string, more = '', type = 'entier') =>
  `variables: [{ chemin: ${chemin}, type: ${type}, libelle: Durée${more} }]`;

describe('filling a modèle', () => {
  const BODIES: readonly (readonly [string, string, string])[] = [
    ['[D2] paragraphs join their lines', 'Un\ndeux.\n\nTrois.', 'Un deux.\n\nTrois.'],
    [
      '[D2] nested lists',
      '- un :\n  1° a ;\n  2° b ;\n- deux.',
      '– un\u00A0:\n  1° a\u202F;\n  2° b\u202F;\n– deux.',
    ],
    ['[D2] a list goes on', '1° un ;\n\nEntre.\n\n2° deux.', '1° un\u202F;\n\nEntre.\n\n2° deux.'],
    ['[D2] a table', '| A | B |\n|---|---|\n| un | deux |', 'A | B\nun | deux'],
    ['[D2] a note over two lines', 'Un[^n].\n\n[^n]: Deux\ntrois.', 'Un¹.\n\n¹ Deux trois.'],
    ['[D3] signs taken literally', '\\*un\\* 2 \\{\\{', '*un* 2 {{'],
    ['[D3] a line break', 'Un\\\ndeux', 'Un\ndeux'],
    ['[D4] the branch that holds', '@si parties = 2\nDeux.\n@sinon\nPlus.\n@fin', 'Deux.'],
    ['[D4] the other branch', '@si parties >= 3\nTrois.\n@sinon\nDeux.\n@fin', 'Deux.'],
    ['[D4] a family that is there', '@si avec objet\nOui.\n@fin', 'Oui.'],
    [
      '[D5] typography',
      'L\'un : "x" ; n° 3 le 4 mai, 1 000 !',
      'L’un\u00A0: "x"\u202F; n°\u00A03 le 4\u00A0mai, 1\u202F000\u202F!',
    ],
    [
      '[D14] each party by its name',
      '@pour chaque partie\n{{partie|Le}}, {{partie.siege}}.\n@fin',
      'L’UNML, 54 rue de Paradis, 75010 Paris.\n\nCMA France, 12 avenue Marceau, 75008 Paris.',
    ],
    [
      '[D2] a line of prose that begins with a number',
      'Le 6 janvier\n1978. Puis.',
      'Le 6\u00A0janvier 1978. Puis.',
    ],
    [
      '[D4] words under a condition',
      'Un{si parties = 2} et deux{fin}{si parties >= 3} et trois{fin}.',
      'Un et deux.',
    ],
    [
      '[D17] the act by its name',
      '{{acte|Le présent}} est {{acte|conclu·e}}.',
      'La présente convention est conclue.',
    ],
    [
      '[D4] the first party, the others, and what stands between',
      '@pour chaque partie\n{si première partie}1{fin}{si dernière partie}2{fin}{si partie.publique = oui} public{fin}\n@entre\net\n@fin',
      '1\n\net\n\n2 public',
    ],
    [
      '[D15] what each party undertakes',
      '@pour chaque partie\n@pour chaque engagement\n- {{engagement}} ;\n@fin\n@fin',
      '– [Engagement 1 de l’UNML]\u202F;\n– [Engagement 1 de CMA France].',
    ],
    ['[D18] the last of a list', '- un ;\n- deux ;\n\nFin.', '– un\u202F;\n– deux.\n\nFin.'],
    ['[D16] a renvoi', 'Voir {{partie}}[[objet|defini]].'.replace('{{partie}}', ''), 'Voir l’article 1er.'],
  ];
  for (const [name, source, expected] of BODIES) it(name, () => expect(body(source)).toBe(expected));

  const VALUES: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ['[D7] the default', declare('duree.mois', ', defaut: 36'), {}, 'trente-six (36) mois'],
    ['[D7] empty stays empty', declare('duree.mois', ', defaut: 36'), { 'duree.mois': '' }, '[Durée] mois'],
    ['[D7] a required one', declare('duree.mois', ', requis: oui'), {}, 'valeur.manquante duree.mois'],
    [
      '[D7] the number of parties',
      declare('duree.mois', ', defaut: "{{parties.nombre}}"'),
      {},
      'deux (2) mois',
    ],
    ['[D8] given', declare('duree.mois'), { 'duree.mois': ' 24 ' }, 'vingt-quatre (24) mois'],
    ['[D8] −3', declare('duree.mois'), { 'duree.mois': '−3' }, 'valeur.invalide duree.mois'],
    [
      '[D8] a préavis of 0',
      declare('duree.mois', ', min: 1'),
      { 'duree.mois': '0' },
      'valeur.hors_bornes duree.mois',
    ],
    ['[D8] a key that nobody knows', declare('duree.mois'), { 'duree.moi': '3' }, 'champ.inconnu duree.moi'],
    ['[D9] not asked for', declare('duree.mois', ', requis: oui, si: parties >= 3'), {}, '[Durée] mois'],
  ];
  for (const [name, head, valeurs, expected] of VALUES)
    it(name, () => expect(body('{{duree.mois|lettres-chiffres}} mois', head, { valeurs })).toBe(expected));

  it('[D8] refuses 31 février, and a date before the one that it follows', () => {
    const head =
      'variables:\n  - { chemin: d.un, type: date, libelle: Début }\n  - { chemin: d.deux, type: date, libelle: Fin, apres: d.un }';
    const of = (un: string, deux: string) =>
      body('{{d.un}} {{d.deux}}', head, { valeurs: { 'd.un': un, 'd.deux': deux } });
    expect(of('2026-01-02', '2027-01-01')).toBe('2\u00A0janvier 2026 1er\u00A0janvier 2027');
    expect(of('31/02/2026', '')).toBe('valeur.invalide d.un');
    expect(of('2026-01-02', '2026-01-01')).toBe('valeur.hors_bornes d.deux');
  });

  it('[D9] a value of a clause left out is not judged', () => {
    const files = [
      clauseFile('objet/simple', 'Un.'),
      clauseFile('rgpd/simple', '{{rgpd.mois}}', declare('rgpd.mois', ', requis: oui')),
      modeleFile('m', [
        '{ clause: objet, defaut: simple }',
        '{ clause: rgpd, defaut: simple, si: parties >= 3 }',
      ]),
    ];
    expect(fillModele(library(...files), 'm', input(), ids()).ok).toBe(true);
    const three = input({
      parties: [partyInput(), otherParty, partyInput({ denomination: 'X', sigle: '' })],
    });
    expect(fillModele(library(...files), 'm', three, ids()).ok).toBe(false);
  });

  it('[D10] takes the variant chosen, refuses one that is not offered, and doubts without blocking', () => {
    const files = [
      clauseFile(
        'objet/court',
        'Court.',
        'conditions: [{ si: aucune personne publique, sinon: Est-ce voulu ? }]',
      ),
      clauseFile('objet/long', 'Long.'),
      modeleFile('m', ['{ clause: objet, defaut: court, variantes: [court, long] }']),
    ];
    const of = (variantes: Record<string, string>) => {
      const filled = fillModele(library(...files), 'm', input({ variantes }), ids());
      return filled.ok ? printDocument(filled.value) : filled.error.map((each) => each.code);
    };
    expect(of({})).toContain('Court.');
    expect(of({ objet: 'long' })).toContain('Long.');
    expect(of({ objet: 'moyen' })).toEqual(['variante.inconnue']);
    const [modele] = modeleSummary(library(...files));
    const remarks = modele === undefined ? [] : reviewDraft(modele, input(), '2026-11-21');
    expect(remarks.filter((each) => each.code === 'clause.question')).toEqual([
      { genre: 'question', code: 'clause.question', champ: 'objet', message: 'Est-ce voulu\u202F?' },
    ]);
  });

  const PARTIES: readonly (readonly [string, DraftInput['parties'], string])[] = [
    ['one party', [partyInput()], 'parties.nombre'],
    [
      'six parties',
      Array.from({ length: 6 }, (_, n) => partyInput({ denomination: `X${n}`, sigle: '' })),
      'parties.nombre',
    ],
    ['one name twice', [partyInput(), partyInput({ sigle: 'U' })], 'parties.doublon'],
    [
      'one sigle twice',
      [partyInput(), partyInput({ denomination: 'Autre', sigle: 'unml' })],
      'parties.doublon',
    ],
    ['a nameless party', [partyInput(), partyInput({ denomination: ' ', sigle: '' })], 'valeur.manquante'],
  ];
  const OWN: readonly (readonly [string, Partial<DraftInput['parties'][number]>])[] = [
    ['a false SIREN', { siren: '784 180 151' }],
    ['a SIREN of eight digits', { siren: '78418015' }],
    ['a false RNA', { rna: '751234567' }],
    [
      'a fact that is no number',
      {
        faits: [
          { cle: 'n', libelle: 'N', type: 'entier', valeur: 'beaucoup', date: '2026-01-01', source: '' },
        ],
      },
    ],
  ];
  for (const [name, over] of OWN)
    it(`[D8] refuses ${name}`, () =>
      expect(printed('Un.', '', { parties: [{ ...partyInput(), ...over }, otherParty] })).toMatch(
        /^valeur\.invalide partie\.p1\.(?:siren|rna|faits\.n)$/,
      ));

  it('[D15] keeps dated facts with their date and source', () => {
    const faits = [
      {
        cle: 'structures',
        libelle: 'Structures',
        type: 'entier' as const,
        valeur: '1 436',
        date: '2024-10-01',
        source: 'Rapport',
      },
    ];
    const files = [
      clauseFile(
        'presentation/reseau',
        '@pour chaque partie\n{{partie.faits.structures}} (au {{partie.faits.structures.date|date}})\n@fin',
        'faits: [{ cle: structures, libelle: Structures }]',
      ),
      modeleFile('m', ['{ clause: presentation, defaut: reseau }']),
    ];
    const draft = input({ parties: [{ ...partyInput(), faits }, otherParty] });
    const filled = fillModele(library(...files), 'm', draft, ids());
    expect(filled.ok ? printDocument(filled.value) : '').toBe(
      'Article 1er – Titre\n\n1\u202F436 (au 1er\u00A0octobre 2024)\n\n[Structures (CMA France)] (au [Structures (CMA France), à quelle date])',
    );
    const champs: ActContent['champs'] = filled.ok ? filled.value.champs : {};
    expect(
      ['', '.date', '.source'].map((part) => champs[`partie.p1.faits.structures${part}`]?.valeur),
    ).toEqual(['1436', '2024-10-01', 'Rapport']);
  });

  for (const [name, parties, code] of PARTIES)
    it(`[D11] refuses ${name}`, () =>
      expect(printed('Un.', '', { parties })).toMatch(new RegExp(`^${code}`)));

  const PARAGRAPHS: readonly (readonly [string, Parameters<typeof partyInput>[0], string])[] = [
    [
      '[D13] feminine',
      {},
      'L’Union nationale des Missions Locales, association régie par la loi du 1er juillet 1901, dont le siège est situé 54 rue de Paradis, 75010 Paris, représentée par sa Présidente, Madame Hélène Marchetti, ci-après désignée «\u00A0UNML\u00A0»,',
    ],
    [
      '[D12] masculine',
      {
        denomination: 'Syndicat X',
        sigle: 'SX',
        forme: 'syndicat',
        civilite: 'Monsieur',
        nom: 'Paul Estève',
        capacite: 'Président',
      },
      'Le Syndicat X, syndicat, dont le siège est situé 54 rue de Paradis, 75010 Paris, représenté par son Président, Monsieur Paul Estève, ci-après désigné «\u00A0SX\u00A0»,',
    ],
    [
      '[D13] apposition',
      { sigle: '', capacite: 'membre du bureau' },
      'L’Union nationale des Missions Locales, association régie par la loi du 1er juillet 1901, dont le siège est situé 54 rue de Paradis, 75010 Paris, représentée par Madame Hélène Marchetti, membre du bureau,',
    ],
    [
      '[D15] all left empty',
      { denomination: 'Unis', sigle: '', forme: '', siege: '', civilite: '', nom: '', capacite: '' },
      'Unis, [Forme juridique d’Unis], dont le siège est situé [Siège d’Unis], représentée par [Nom du représentant d’Unis], [Qualité du représentant d’Unis],',
    ],
  ];
  for (const [name, over, expected] of PARAGRAPHS)
    it(`${name} paragraph`, () => {
      const filled = fillModele(
        library(...PARTIES_AND_SIGNATURES),
        'm',
        input({ parties: [partyInput(over), otherParty] }),
        ids(),
      );
      const blocks = filled.ok ? printDocument(filled.value).split('\n\n') : [];
      expect([blocks[0], blocks[1], blocks[2]]).toEqual(['ENTRE', expected, 'ET']);
    });

  it('[D15] signature blocks carry whom, capacity and name', () => {
    const filled = fillModele(library(...PARTIES_AND_SIGNATURES), 'm', input(), ids());
    expect(
      filled.ok
        ? printDocument(filled.value).split('représenté').at(-1)?.split('\n\n').slice(1).join('\n\n')
        : '',
    ).toBe(
      'Pour l’Union nationale des Missions Locales,\nPrésidente,\nMadame Hélène Marchetti\n\nPour CMA France,\nPrésident,\nMonsieur Paul Estève',
    );
  });

  it('[D15] keeps each party under its key', () => {
    const filled = fillModele(library(...PARTIES_AND_SIGNATURES), 'm', input(), ids());
    const champs: ActContent['champs'] = filled.ok ? filled.value.champs : {};
    expect(champs['partie.p1.sigle']).toEqual({ type: 'texte', libelle: 'Sigle de l’UNML', valeur: 'UNML' });
    expect(champs['partie.p1.publique']?.libelle).toBe('Caractère public de l’UNML');
    expect(champs['partie.p2.sigle']?.valeur).toBeNull();
    expect(champs['partie.p2.publique']?.valeur).toBe('oui');
  });

  it('refuses a modèle that does not exist', () => {
    const filled = fillModele(library(), 'absent', input(), ids());
    expect(filled.ok ? [] : filled.error.map((each) => each.code)).toEqual(['modele.inconnu']);
  });

  it('sums up the variables of default clauses, each once, without a default that depends on the parties', () => {
    const files = [
      clauseFile('objet/court', '{{a.un}}', declare('a.un', ', defaut: 3')),
      clauseFile('objet/long', '{{a.deux}}', declare('a.deux')),
      modeleFile(
        'm',
        ['{ clause: objet, defaut: court, variantes: [long] }'],
        declare('a.trois', ', defaut: "{{parties.nombre}}"'),
      ),
    ];
    expect(
      modeleSummary(library(...files)).map((each) =>
        each.variables.map(({ chemin, defaut }) => [chemin, defaut]),
      ),
    ).toEqual([
      [
        ['a.un', '3'],
        ['a.trois', null],
      ],
    ]);
  });
});
