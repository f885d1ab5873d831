import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startCost } from '#test/support/cost.ts';
import { type ParseInlineOptions, parseInline } from './markdown-inline.ts';

/** One line per case: `b:` bold, `i:` italic, `s:` superscript, `l:` link, around the text; `/` is a hard break. */
function show(source: string, options: ParseInlineOptions = {}): string {
  return parseInline(source, options)
    .map((inline) => {
      if (inline.type === 'hardBreak') return '/';
      if (inline.type === 'variable') return `{${inline.attrs.chemin}|${inline.attrs.format}}`;
      if (inline.type === 'renvoi') return `[${inline.attrs.cible}|${inline.attrs.format}]`;
      if (inline.type === 'appelNote') return `(^${inline.attrs.noteId})`;
      const marks = (inline.marks ?? []).map((mark) => mark.type[0]).join('');
      return marks === '' ? inline.text : `<${marks}:${inline.text}>`;
    })
    .join('');
}

describe('parseInline', () => {
  it.each([
    ['un **mot** gras', 'un <b:mot> gras'],
    ['*a* _b_ ***c*** __d__', '<i:a> <i:b> <bi:c> <b:d>'],
    ['**a *b* c**', '<b:a ><bi:b><b: c>'],
    ['**Article 1 **Objet', '<b:Article 1 >Objet'],
    ['2 * 3 * 4, snake_case_name', '2 * 3 * 4, snake_case_name'],
    ['Signature : ________', 'Signature : ________'],
    ['**non fermé', '**non fermé'],
    ['1^{er} juillet, 1<sup>er</sup>, 1^er^', '1<s:er> juillet, 1<s:er>, 1<s:er>'],
    ['<sup>seul', '<sup>seul'],
    ['[unml](https://unml.info)', '<l:unml>'],
    ['[www.unml.info](http://www.unml.info) .', '<l:www.unml.info> .'],
    ['voir https://unml.info/a_b_c, puis', 'voir <l:https://unml.info/a_b_c>, puis'],
    ['(www.unml.info)', '(<l:www.unml.info>)'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['[article 4](#art4)', 'article 4'],
    ['**[a](https://a.fr)**', '<lb:a>'],
    ['\\*pas gras\\* \\[x\\]', '*pas gras* [x]'],
    ['un  \ndeux\\\ntrois<br>quatre\ncinq', 'un/deux/trois/quatre cinq'],
    ['a&nbsp;b &laquo;c&raquo; &inconnu;', 'a\u00A0b «c» &inconnu;'],
    ['~~rayé~~ ~~ouvert', '<s:rayé> ~~ouvert'],
    ['{{a.b|date}} [[renvoi:x]] [^1]', '{{a.b|date}} [[renvoi:x]] [^1]'],
  ])('%s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  it('reads variables, references and footnote calls when asked', () => {
    const options: ParseInlineOptions = {
      variables: true,
      renvoi: (clef) => (clef === 'duree' ? 'cible' : null),
      note: (label) => (label === '1' ? 'n1' : null),
    };
    expect(show('{{a.b|date}} {{c}} {{d|autre}}', options)).toBe('{a.b|date} {c|texte} {d|texte}');
    expect(show('[[renvoi:duree|defini]] [[renvoi:duree]] [[renvoi:x]]', options)).toBe(
      '[cible|defini] [cible|nom] [[renvoi:x]]',
    );
    expect(show('mot[^1] et[^2]', options)).toBe('mot(^n1) et[^2]');
    expect(show('**{{a.b}}**', options)).toBe('{a.b|texte}');
  });

  it('keeps every letter of a text without markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aé1 .,;’«»()-'), maxLength: 80 }), (source) => {
        expect(show(source)).toBe(source);
      }),
      { seed: 20260111, numRuns: 300 },
    );
  });

  it.each([
    '*',
    '[',
    ']',
    '](',
    '<sup>',
    '_a',
    '*a ',
    'a*',
    '**a _b',
    '^{',
    '&',
    '~~',
    'www.',
    '![',
    '[a](',
    '\n ',
    'a  \n',
  ])('stays linear on 250,000 signs of %j', (unit) => {
    const spent = startCost();
    parseInline(unit.repeat(Math.ceil(250_000 / unit.length)));
    expect(spent()).toBeLessThan(4000);
  });
});
