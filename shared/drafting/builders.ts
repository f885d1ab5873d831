import { UNTITLED } from './clause.ts';
import type { TemplateFile } from './model.ts';
import type { PartyInput } from './wire.ts';

/*
 * One-line templates and parties, for the cases of this feature.
 */

/** A clause file: `clause('duree/courte', 'Texte.', 'variables: …')`; `head` adds or replaces lines of YAML. */
export function clauseFile(path: string, body: string, head = ''): TemplateFile {
  const [famille = '', variante = ''] = path.split('/');
  const lines = [
    `id: ${famille}-${variante}`,
    `famille: ${famille}`,
    `variante: ${variante}`,
    ...(UNTITLED.has(famille) ? [] : ['titre: Titre']),
    'version: 1',
    'date: 2026-01-15',
    'auteur: Essai',
    'emploi: Toujours.',
  ];
  const added = head === '' ? [] : head.split('\n');
  const replaced = new Set(added.map((line) => /^(\w+):/.exec(line)?.[1]));
  const kept = lines.filter((line) => !replaced.has(line.split(':')[0]));
  return {
    path: `clauses/${path}.md`,
    source: ['---', ...kept, ...added, '---', body, ''].join('\n'),
  };
}

/** A modèle file whose déroulé is the steps given, each one line of YAML in `{}`. */
export function modeleFile(id: string, steps: readonly string[], head = ''): TemplateFile {
  return {
    path: `modeles/${id}.yaml`,
    source: [
      `id: ${id}`,
      'titre: Essai',
      'description: Essai.',
      'version: 1',
      'date: 2026-01-15',
      'kind: convention',
      'qualification: convention',
      'parties: { min: 2, max: 5 }',
      'numerotation: [{ genre: article, prefixe: "Article ", compteur: 1er, separateur: " – " }]',
      ...(head === '' ? [] : [head]),
      'deroule:',
      ...steps.map((step) => `  - ${step}`),
      '',
    ].join('\n'),
  };
}

/** A party, UNML unless said otherwise. */
export function partyInput(
  over: Partial<Omit<PartyInput, 'representant'>> & Partial<PartyInput['representant']> = {},
): PartyInput {
  const { civilite, nom, capacite, ...rest } = over;
  return {
    denomination: 'Union nationale des Missions Locales',
    sigle: 'UNML',
    forme: 'association régie par la loi du 1er juillet 1901',
    siege: '54 rue de Paradis, 75010 Paris',
    personnePublique: false,
    ...rest,
    representant: {
      civilite: civilite ?? 'Madame',
      nom: nom ?? 'Hélène Marchetti',
      capacite: capacite ?? 'Présidente',
    },
  };
}

/** A second party, so that an act has its minimum. */
export const otherParty: PartyInput = partyInput({
  denomination: 'CMA France',
  sigle: '',
  forme: 'établissement public administratif national',
  siege: '12 avenue Marceau, 75008 Paris',
  personnePublique: true,
  civilite: 'Monsieur',
  nom: 'Paul Estève',
  capacite: 'Président',
});
