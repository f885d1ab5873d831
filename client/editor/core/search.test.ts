// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import {
  findInText,
  replaceAll,
  replaceCurrent,
  type SearchQuery,
  searchKey,
  setQuery,
  stepMatch,
} from './search.ts';
import { alinea, call, caret, lines, note, openEditor, words } from './test-support.ts';

const query = (text: string, options: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  matchCase: false,
  wholeWord: false,
  accents: false,
  ...options,
});

const found = (text: string, sought: SearchQuery) =>
  findInText(text, sought).map(({ from, to }) => text.slice(from, to));

describe('search', () => {
  it.each([
    ['Délai, délai, DELAI', query('delai'), ['Délai', 'délai', 'DELAI']],
    ['Délai, délai', query('délai', { matchCase: true }), ['délai']],
    ['Délai, delai', query('delai', { accents: true }), ['delai']],
    ['partie, parties', query('partie', { wholeWord: true }), ['partie']],
    ['n°\u00a05 et n° 5', query('n° 5'), ['n°\u00a05', 'n° 5']],
    ['l’acte', query("l'acte"), ['l’acte']],
    ['aaaa', query('aa'), ['aa', 'aa']],
    ['l’œuvre 𝒜 et l’acte', query('acte'), ['acte']],
    ['rien', query(''), []],
  ])('[E30] in %j, %j', (text, sought, expected) => {
    expect(found(text, sought)).toEqual(expected);
  });

  it('[E31] goes round, counts, and follows the text as others change it', () => {
    const act = openEditor([alinea('Union, union'), alinea('union')]);
    act.editor.view.dispatch(setQuery(act.editor.state, query('union')));
    const state = () => searchKey.getState(act.editor.state);
    expect([state()?.matches.length, state()?.current]).toEqual([3, 0]);
    const back = stepMatch(act.editor.state, -1);
    if (back) act.editor.view.dispatch(back);
    expect(state()?.current).toBe(2);
    act.editor.commands.insertContentAt(1, 'Une union. ');
    expect([state()?.matches.length, state()?.current]).toEqual([4, 3]);
  });

  it('[E32] replaces one, then all, and leaves notes and variables whole', () => {
    const act = openEditor([
      alinea([words('Union'), call('a'), words(' et union')]),
      alinea('union'),
      note('a', 'union'),
    ]);
    caret(act, 0, 0);
    act.editor.view.dispatch(setQuery(act.editor.state, query('union')));
    const one = replaceCurrent(act.editor.state, 'Fédération');
    if (one) act.editor.view.dispatch(one);
    expect(lines(act)[0]).toBe('alinea: Fédération^ et union');
    const all = replaceAll(act.editor.state, 'ligue');
    act.editor.view.dispatch(all.transaction);
    expect(all.count).toBe(3);
    expect(lines(act)).toEqual(['alinea: Fédération^ et ligue', 'alinea: ligue', 'note: ligue']);
  });
});
