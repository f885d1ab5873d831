import {
  alinea,
  appelNote,
  article,
  block,
  contentOf,
  note,
  table,
  texte,
} from '#shared/document/builders.ts';
import type { ActContent, InlineJson } from '#shared/document/model.ts';

const link = (href: string): InlineJson => ({
  type: 'text',
  text: 'ici',
  marks: [{ type: 'link', attrs: { href } }],
});
const rows = table([['a', 'b']]);

/** Acts that a standard file format has no room for as they are, each with what is awkward in it. */
export const AWKWARD: readonly (readonly [string, ActContent])[] = [
  ['no division and no body', contentOf([block('titre', 'Convention'), block('visa', 'Vu le code ;')])],
  [
    'visas and grounds after the closing',
    contentOf([
      article('Objet', 'Rien.'),
      block('cloture', 'Fait à Paris'),
      block('visa', 'Vu le code ;'),
      block('considerant', 'Considérant que'),
      block('formule', 'Il est convenu :'),
    ]),
  ],
  [
    'visas within an article',
    contentOf([
      article('Objet', block('visa', 'Vu le code ;'), block('considerant', 'Considérant'), 'Rien.'),
    ]),
  ],
  ['an article without a line', contentOf([article('Réservé')])],
  [
    'a row whose cells all stand in the row above',
    contentOf([
      article('Prix', { ...rows, content: [...rows.content, { type: 'tableRow', content: [] }] }, 'Fin.'),
    ]),
  ],
  [
    'links that are no addresses',
    contentOf([
      alinea(
        [
          'https://exemple.fr/été ?a=[1]#b#c',
          'http://[',
          'https://exemple.fr:port/',
          '//a b',
          '%zz',
          'www.exemple.fr',
          'http:',
          'https://a\u0001b',
          '',
        ].map(link),
      ),
    ]),
  ],
  [
    'notes nobody calls and calls of no note',
    contentOf([
      alinea([texte('Un'), appelNote('absente'), appelNote('la note')]),
      note('la note', 'Dite.'),
      note('autre', 'Seule.'),
    ]),
  ],
];
