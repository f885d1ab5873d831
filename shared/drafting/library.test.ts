import { describe, expect, it } from 'vitest';
import { clauseFile, modeleFile } from './builders.ts';
import { loadLibrary } from './library.ts';
import type { TemplateFile } from './model.ts';

const problems = (...files: TemplateFile[]) => {
  const library = loadLibrary(files);
  return library.ok ? [] : library.error.map(({ code, file, line }) => `${code} ${file}:${line}`);
};
const objet = clauseFile('objet/simple', 'Objet.');
const variable = (chemin: string, more = '') => `  - { chemin: ${chemin}, type: entier, libelle: N${more} }`;

describe('reading templates', () => {
  const CASES: readonly (readonly [string, readonly TemplateFile[], readonly string[]])[] = [
    ['[D1] a sound library', [objet, modeleFile('m', ['{ clause: objet, defaut: simple }'])], []],
    ['[D1] other files are left alone', [{ path: 'README.md', source: 'Bonjour' }], []],
    [
      '[D1] no head',
      [{ path: 'clauses/objet/x.md', source: 'Texte.' }],
      ['tete.absente clauses/objet/x.md:1'],
    ],
    [
      '[D1] bad YAML',
      [clauseFile('objet/x', 'Texte.', 'note: "ouvert')],
      ['yaml.illisible clauses/objet/x.md:10'],
    ],
    [
      '[D1] a misspelt key',
      [clauseFile('objet/x', 'Texte.', 'varaibles: []')],
      ['tete.invalide clauses/objet/x.md:10'],
    ],
    [
      '[D1] a version that is no number',
      [clauseFile('objet/x', 'Texte.', 'version: deux')],
      ['tete.invalide clauses/objet/x.md:9'],
    ],
    [
      '[D1] an undeclared family',
      [clauseFile('objets/x', 'Texte.')],
      ['famille.inconnue clauses/objets/x.md:3'],
    ],
    [
      '[D1] an undeclared family in a modèle',
      [modeleFile('m', ['{ clause: objets, defaut: x }'])],
      ['famille.inconnue modeles/m.yaml:11'],
    ],
    [
      '[D1] a file out of its place',
      [clauseFile('objet/x', 'Texte.', 'variante: y')],
      ['chemin.incoherent clauses/objet/x.md:3'],
    ],
    [
      '[D1] one id twice',
      [clauseFile('objet/x', 'Texte.'), clauseFile('objet/y', 'Texte.', 'id: objet-x')],
      ['id.double clauses/objet/y.md:1'],
    ],
    [
      '[D1] a former version of nothing',
      [{ ...clauseFile('objet/x', 'Un.'), path: 'clauses/objet/x@1.md' }],
      ['version.incoherente clauses/objet/x@1.md:1'],
    ],
    [
      '[D1] a former version as new as the current one',
      [clauseFile('objet/x', 'Un.'), { ...clauseFile('objet/x', 'Un.'), path: 'clauses/objet/x@1.md' }],
      ['version.incoherente clauses/objet/x@1.md:1'],
    ],
    [
      '[D1] a former version whose number is not that of its file',
      [
        clauseFile('objet/x', 'Un.', 'version: 3'),
        { ...clauseFile('objet/x', 'Un.', 'version: 2'), path: 'clauses/objet/x@1.md' },
      ],
      ['chemin.incoherent clauses/objet/x@1.md:9'],
    ],
    [
      '[D1] two steps of one family under one key',
      [objet, modeleFile('m', ['{ clause: objet, defaut: simple }', '{ clause: objet, defaut: simple }'])],
      ['id.double modeles/m.yaml:12'],
    ],
    [
      '[D4] words under a condition that is not understood',
      [clauseFile('objet/x', 'Un{si demain} deux{fin}.')],
      ['condition.illisible clauses/objet/x.md:11'],
    ],
    [
      '[D4] the first party outside of the loop',
      [clauseFile('objet/x', '@si première partie\nUn.\n@fin')],
      ['condition.illisible clauses/objet/x.md:11'],
    ],
    [
      '[D6] an undeclared fact, an engagement outside of its loop',
      [clauseFile('objet/x', '@pour chaque partie\n{{partie.faits.age}} {{engagement}}\n@fin')],
      ['variable.inconnue clauses/objet/x.md:12', 'variable.inconnue clauses/objet/x.md:12'],
    ],
    [
      '[D6] a renvoi to a clause that may be left out',
      [
        clauseFile('objet/simple', 'Voir [[rgpd]]{si avec rgpd} et [[rgpd]]{fin}.'),
        clauseFile('rgpd/simple', 'Deux.'),
        modeleFile('m', [
          '{ clause: objet, defaut: simple }',
          '{ clause: rgpd, defaut: simple, facultative: oui }',
        ]),
      ],
      ['renvoi.inconnu clauses/objet/simple.md:11'],
    ],
    [
      '[D3] an unclosed brace',
      [clauseFile('objet/x', 'Un.\n\nDurée {{duree.mois')],
      ['texte.illisible clauses/objet/x.md:13'],
    ],
    [
      '[D3] an unknown format',
      [clauseFile('objet/x', '{{duree.mois|roman}}')],
      ['texte.illisible clauses/objet/x.md:11'],
    ],
    [
      '[D3] a note without text, and one without call',
      [clauseFile('objet/x', 'Un[^a].\n\n[^b]: Deux.')],
      ['note.orpheline clauses/objet/x.md:11', 'note.orpheline clauses/objet/x.md:13'],
    ],
    [
      '[D4] a condition that is not understood',
      [clauseFile('objet/x', '@si demain\nUn.\n@fin')],
      ['condition.illisible clauses/objet/x.md:11'],
    ],
    [
      '[D4] « @si » without « @fin »',
      [clauseFile('objet/x', '@si parties = 2\nUn.')],
      ['bloc.illisible clauses/objet/x.md:11'],
    ],
    ['[D4] an unknown « @ »', [clauseFile('objet/x', '@tant que')], ['bloc.illisible clauses/objet/x.md:11']],
    [
      '[D4] variables that wait for each other',
      [
        clauseFile(
          'objet/simple',
          'Un.',
          `variables:\n${variable('a.un', ', si: b.un = 1')}\n${variable('b.un', ', si: a.un = 1')}`,
        ),
        modeleFile('m', ['{ clause: objet, defaut: simple }']),
      ],
      ['condition.boucle clauses/objet/simple.md:11'],
    ],
    [
      '[D4] clauses that wait for each other',
      [
        objet,
        clauseFile('rgpd/simple', 'Deux.'),
        modeleFile('m', [
          '{ clause: objet, defaut: simple, si: avec rgpd }',
          '{ clause: rgpd, defaut: simple, si: avec objet }',
        ]),
      ],
      ['condition.boucle modeles/m.yaml:11'],
    ],
    [
      '[D6] an unknown variable',
      [clauseFile('objet/x', 'Pendant {{duree.moi}} mois.')],
      ['variable.inconnue clauses/objet/x.md:11'],
    ],
    [
      '[D6] an unknown variable in a modèle',
      [modeleFile('m', ['{ bloc: formule, texte: "À {{lieu.ville}}" }'])],
      ['variable.inconnue modeles/m.yaml:11'],
    ],
    [
      '[D6] a party outside of the loop',
      [clauseFile('objet/x', '{{partie|Le}} et {{partie.siege}}')],
      ['variable.inconnue clauses/objet/x.md:11', 'variable.inconnue clauses/objet/x.md:11'],
    ],
    [
      '[D6] what a party does not have',
      [clauseFile('objet/x', '@pour chaque partie\n{{partie.age}}\n@fin')],
      ['variable.inconnue clauses/objet/x.md:12'],
    ],
    [
      '[D6] one key, two types',
      [
        clauseFile('objet/simple', '{{a.un}}', `variables:\n${variable('a.un')}`),
        clauseFile('rgpd/simple', '{{a.un}}', 'variables: [{ chemin: a.un, type: texte, libelle: T }]'),
        modeleFile('m', ['{ clause: objet, defaut: simple }', '{ clause: rgpd, defaut: simple }']),
      ],
      ['variable.contradictoire clauses/rgpd/simple.md:10'],
    ],
    [
      '[D6] a default against its own bounds',
      [clauseFile('objet/x', '{{a.un}}', `variables:\n${variable('a.un', ', min: 1, defaut: 0')}`)],
      ['defaut.invalide clauses/objet/x.md:11'],
    ],
    [
      '[D6] a modèle of a clause that does not exist',
      [objet, modeleFile('m', ['{ clause: objet, defaut: longue }'])],
      ['clause.inconnue modeles/m.yaml:11'],
    ],
    [
      '[D6] a renvoi to a clause that is not in the modèle',
      [clauseFile('objet/simple', 'Voir [[duree]].'), modeleFile('m', ['{ clause: objet, defaut: simple }'])],
      ['renvoi.inconnu clauses/objet/simple.md:11'],
    ],
    [
      '[D6] a renvoi to a clause that may be absent',
      [
        clauseFile('objet/simple', 'Voir [[rgpd]].\n\n@si avec rgpd\nVoir [[rgpd]].\n@fin'),
        clauseFile('rgpd/simple', 'Deux.'),
        modeleFile('m', [
          '{ clause: objet, defaut: simple }',
          '{ clause: rgpd, defaut: simple, si: personne publique }',
        ]),
      ],
      ['renvoi.inconnu clauses/objet/simple.md:11'],
    ],
    [
      '[D6] a renvoi to a family that is there twice',
      [
        clauseFile('objet/simple', 'Voir [[annexes]] et [[annexes-b]].'),
        clauseFile('annexes/a', 'A.'),
        clauseFile('annexes/b', 'B.'),
        modeleFile('m', [
          '{ clause: objet, defaut: simple }',
          '{ clause: annexes, defaut: a }',
          '{ clause: annexes, cle: annexe-b, defaut: b }',
        ]),
      ],
      ['renvoi.ambigu clauses/objet/simple.md:11'],
    ],
  ];
  for (const [name, files, expected] of CASES) it(name, () => expect(problems(...files)).toEqual(expected));

  it('[D1] a problem is one French sentence with file, line and what to do', () => {
    const library = loadLibrary([clauseFile('objet/x', 'Pendant {{duree.moi}} mois.')]);
    expect(library.ok ? [] : library.error.map((each) => each.message)).toEqual([
      'clauses/objet/x.md, ligne 11\u00A0: «\u00A0{{duree.moi}}\u00A0». Cette variable n’est pas déclarée. Ajoutez-la aux variables de l’en-tête, ou corrigez son nom.',
    ]);
  });

  it('[D1] tells all problems at once', () => {
    expect(problems(clauseFile('objet/x', '{{a.b}}'), clauseFile('objets/y', 'Un.'))).toHaveLength(2);
  });
});
