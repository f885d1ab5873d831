import { describe, expect, test } from 'vitest';
import { clauseFile, modeleFile } from './builders.ts';
import { loadLibrary } from './library.ts';
import { readWordings, wordingList } from './library-wire.ts';

const loaded = loadLibrary([
  clauseFile(
    'duree/signature',
    'Elle dure {{duree.mois|lettres}} mois.',
    'version: 2\nvariables: [{ chemin: duree.mois, type: entier, libelle: Durée }]',
  ),
  { ...clauseFile('duree/signature', 'Elle dure un an.'), path: 'clauses/duree/signature@1.md' },
  modeleFile('essai', ['{ clause: duree, defaut: signature }']),
]);
if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
const library = loaded.value;

describe('[D23] the wordings that a page gets', () => {
  test('are the same clauses once read back, current and former', () => {
    const read = readWordings(JSON.parse(JSON.stringify(wordingList(library))));
    expect(read).toEqual({ ok: true, value: { ...library, modeles: new Map(), exemple: null } });
  });
  test('one that this release can’t read is told, and nothing is half read', () => {
    const list = { clauses: [{ fichier: 'clauses/duree/x.md', source: 'sans tête', courante: true }] };
    expect(readWordings(list)).toMatchObject({ ok: false, error: [{ code: 'tete.absente' }] });
  });
});
