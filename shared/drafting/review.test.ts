import { describe, expect, it } from 'vitest';
import { clauseFile, modeleFile, otherParty, partyInput } from './builders.ts';
import { loadLibrary } from './library.ts';
import type { DraftInput, TemplateFile } from './model.ts';
import { planDraft } from './plan.ts';
import { reviewDraft } from './review.ts';
import { modeleSummary } from './summary.ts';
import type { ModeleSummary } from './wire.ts';

const TODAY = '2026-11-21';
const variable = (chemin: string, more = '') => `{ chemin: ${chemin}, type: entier, libelle: Durée${more} }`;

/** The wire of one modèle of these clauses, as a page receives it. */
function modele(steps: readonly string[], ...files: TemplateFile[]): ModeleSummary {
  const library = loadLibrary([...files, modeleFile('m', steps)]);
  if (!library.ok) throw new Error(library.error.map((each) => each.message).join('\n'));
  const [summary] = modeleSummary(library.value);
  if (summary === undefined) throw new Error('No modèle');
  return JSON.parse(JSON.stringify(summary)) as ModeleSummary;
}
const input = (over: Partial<DraftInput> = {}): DraftInput => ({
  titre: 'Essai',
  parties: [partyInput(), otherParty],
  valeurs: {},
  ...over,
});

const DUREE = [
  clauseFile('duree/courte', '{{duree.mois}}', `variables: [${variable('duree.mois', ', defaut: 3')}]`),
  clauseFile(
    'duree/longue',
    '{{duree.mode}} {{duree.ans}}',
    `variables:\n  - { chemin: duree.mode, type: enum, libelle: Mode, choix: [simple, double], defaut: simple }\n  - ${variable('duree.ans', ', requis: oui, si: duree.mode = double')}`,
  ),
];
const DUREE_STEP = '{ clause: duree, defaut: courte, variantes: [longue], facultative: oui }';

describe('planning a draft from the wire', () => {
  const plan = (over: Partial<DraftInput> = {}) => planDraft(modele([DUREE_STEP], ...DUREE), input(over));
  const asked = (over: Partial<DraftInput>) => plan(over).asked.map((each) => each.chemin);

  it('[D10] asks for what the variant chosen needs, and no more', () => {
    expect(asked({})).toEqual(['duree.mois']);
    expect(asked({ variantes: { duree: 'longue' } })).toEqual(['duree.mode']);
    expect(asked({ variantes: { duree: 'longue' }, valeurs: { 'duree.mode': 'double' } })).toEqual([
      'duree.mode',
      'duree.ans',
    ]);
    expect(asked({ variantes: { duree: 'aucune' } })).toEqual([]);
  });

  it('[D10] says all that is to be corrected while it goes on planning', () => {
    const { problems, etapes } = plan({
      variantes: { duree: 'moyenne', objet: 'x' },
      valeurs: { 'duree.mois': '−3', 'duree.an': '1' },
    });
    expect(problems.map(({ code, champ }) => `${code} ${champ}`)).toEqual([
      'champ.inconnu duree.an',
      'champ.inconnu objet',
      'variante.inconnue duree',
      'valeur.invalide duree.mois',
    ]);
    expect(etapes).toHaveLength(1);
  });

  it('[D10] an optional step left out by default is there when it is asked for', () => {
    const step = '{ clause: duree, defaut: aucune, variantes: [courte], facultative: oui }';
    const summary = modele([step], ...DUREE);
    expect(planDraft(summary, input()).etapes).toEqual([]);
    expect(planDraft(summary, input({ variantes: { duree: 'courte' } })).etapes).toHaveLength(1);
  });
});

describe('what a page says of a draft', () => {
  const remarks = (over: Partial<DraftInput>, steps = [DUREE_STEP], files: readonly TemplateFile[] = DUREE) =>
    reviewDraft(modele(steps, ...files), input(over), TODAY).map(({ code, champ }) => `${code} ${champ}`);

  it('[D19] families that a convention is expected to have', () => {
    expect(remarks({})).toEqual(
      ['objet', 'modification', 'resiliation', 'rgpd', 'litige'].map(
        (famille) => `famille.absente ${famille}`,
      ),
    );
    expect(remarks({ variantes: { duree: 'aucune' } })).toContain('famille.absente duree');
  });

  it('[D19] what is empty, unless it may be', () => {
    const files = [
      clauseFile(
        'duree/courte',
        '{{duree.mois}} {{duree.an}}',
        `variables:\n  - ${variable('duree.mois')}\n  - ${variable('duree.an', ', aide: Facultatif.')}`,
      ),
    ];
    const found = remarks({}, ['{ clause: duree, defaut: courte }'], files);
    expect(found.filter((each) => each.startsWith('valeur'))).toEqual(['valeur.vide duree.mois']);
  });

  it('[D19] what is missing of a party', () => {
    const parties = [partyInput({ siege: '', nom: '' }), otherParty];
    expect(remarks({ parties }).filter((each) => each.startsWith('partie'))).toEqual([
      'partie.incomplete partie.p1.siege',
      'partie.incomplete partie.p1.representant.nom',
    ]);
  });

  it('[D19] asks whether a capacity agrees, and offers the other form', () => {
    const parties = [partyInput({ civilite: 'Madame', capacite: 'Président' }), otherParty];
    const found = reviewDraft(modele([DUREE_STEP], ...DUREE), input({ parties }), TODAY);
    expect(found.find((each) => each.code === 'capacite.accord')).toEqual({
      genre: 'question',
      code: 'capacite.accord',
      champ: 'partie.p1.representant.capacite',
      message:
        'UNML\u00A0: Madame et «\u00A0Président\u00A0». Faut-il écrire «\u00A0Présidente\u00A0»\u202F?',
      proposition: 'Présidente',
    });
  });

  const FACTS = [
    clauseFile(
      'presentation/reseau',
      '@pour chaque partie\n{{partie.faits.structures}} (au {{partie.faits.structures.date|date}})\n@fin',
      'faits: [{ cle: structures, libelle: Structures }]',
    ),
  ];
  const fact = {
    cle: 'structures',
    libelle: 'Structures',
    type: 'entier',
    valeur: '436',
    source: '',
  } as const;

  it('[D19] facts that are missing, or old', () => {
    const parties = [
      { ...partyInput(), faits: [{ ...fact, date: '2026-01-01' }] },
      { ...otherParty, faits: [{ ...fact, date: '2024-10-01' }] },
      partyInput({ denomination: 'Autre', sigle: '' }),
    ];
    const found = remarks({ parties }, ['{ clause: presentation, defaut: reseau }'], FACTS);
    expect(found.filter((each) => each.startsWith('fait'))).toEqual([
      'fait.ancien partie.p2.faits.structures',
      'fait.absent partie.p3.faits.structures',
    ]);
  });

  it('[D19] engagements that nobody has taken', () => {
    const files = [
      clauseFile(
        'engagements/propres',
        '@pour chaque partie\n@pour chaque engagement\n- {{engagement}} ;\n@fin\n@fin',
      ),
    ];
    const parties = [{ ...partyInput(), engagements: ['informer'] }, otherParty];
    const found = remarks({ parties }, ['{ clause: engagements, defaut: propres }'], files);
    expect(found.filter((each) => each.startsWith('engagements'))).toEqual([
      'engagements.absents partie.p2.engagements',
    ]);
  });
});
