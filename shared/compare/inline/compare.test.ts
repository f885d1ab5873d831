import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appelNote, renvoi, texte, variable } from '#shared/document/builders.ts';
import { canonicalContent } from '#shared/document/canonical.ts';
import { parseInline } from '#shared/document/markdown-inline.ts';
import type { InlineJson } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { Budget } from '../budget.ts';
import { redline } from '../testing/redline.ts';
import { compareText } from '../text.ts';
import { compareInline } from './compare.ts';

const text = (a: string, b: string) => redline(compareText(a, b));
const rich = (a: string, b: string) => redline(compareInline(parseInline(a), parseInline(b)));
const inline = (a: readonly InlineJson[], b: readonly InlineJson[]) => redline(compareInline(a, b));

describe('words', () => {
  it.each([
    ['La durée est de deux mois.', 'La durée est de trois mois.', 'La durée est de [-deux-]{+trois+} mois.'],
    [
      'un préavis de deux (2) mois',
      'un préavis de six (6) mois',
      'un préavis de [-deux (2)-]{+six (6)+} mois',
    ],
    ['l’Union assure', 'la Fédération assure', '[-l’Union-]{+la Fédération+} assure'],
    ['le siège de l’Union', 'le siège de l’Association', 'le siège de [-l’Union-]{+l’Association+}'],
    ['le 31 décembre 2008,', 'le 31 décembre 2011,', 'le [-31 décembre 2008-]{+31 décembre 2011+},'],
    ['soit 1 500,50 € par an', 'soit 1 800,50 € par an', 'soit [-1 500,50 €-]{+1 800,50 €+} par an'],
    [
      'mille cinq cents euros (1 500 €)',
      'deux mille euros (2 000 €)',
      '[-mille cinq cents-]{+deux mille+} euros [-(1 500 €)-]{+(2 000 €)+}',
    ],
    ['s’engagent à transmettre', 's’engagent à ne pas transmettre', 's’engagent à{+ ne pas+} transmettre'],
    ['Les Parties', 'Les parties', 'Les [-Parties-]{+parties+}'],
  ])('[K9] « %s » → « %s »', (a, b, expected) => {
    expect(text(a, b)).toBe(expected);
  });

  it.each([
    ['A. B. C.', 'A. X. B. C.', 'A.{+ X.+} B. C.'],
    [
      'repérer, orienter et suivre',
      'repérer, informer, orienter et suivre',
      'repérer,{+ informer,+} orienter et suivre',
    ],
    ['X a', 'a', '[-X -]a'],
    ['a b c', 'a c', 'a[- b-] c'],
    ['', 'a b', '{+a b+}'],
  ])('[K10] puts « %s » → « %s » where a reader would', (a, b, expected) => {
    expect(text(a, b)).toBe(expected);
  });

  it('[K10] shows a rewritten sentence whole, with no salad', () => {
    const a = 'La convention peut être résiliée par chacune des parties, avec un préavis de trois mois.';
    const b =
      'Chaque partie peut mettre fin à la convention à tout moment, en informant l’autre six mois avant.';
    expect(text(a, b)).toBe(`[-${a.slice(0, -1)}-]{+${b.slice(0, -1)}+}.`);
  });

  it('[K8] tells typography from words', () => {
    expect(text("l'Union ; soit 1500 €", 'l’Union\u202f; soit 1\u202f500\u00a0€')).toBe(
      "<typographie: l'Union  → l’Union\u202f>; soit <typographie: 1500 € → 1\u202f500\u00a0€>",
    );
    expect(compareText('a…', 'a...')).toMatchObject({ reworded: false, alterations: ['typographie'] });
  });

  it('[K2] sees marks, and tells those that show from those that tie', () => {
    expect(rich('un mot important ici', 'un **mot important** ici')).toBe(
      'un <mise-en-forme: mot important> ici',
    );
    expect(rich('voir [le site](https://a.fr)', 'voir [le site](https://b.fr)')).toBe(
      'voir <propriete: le site>',
    );
    expect(rich('le 1er juin', 'le 1^{er} juin')).toBe('le <typographie: 1er juin>');
    expect(rich('H2O', 'H^{2}O')).toBe('<mise-en-forme: H2O>');
    expect(rich('un mot', 'un **terme**')).toBe('un [-mot-]{+terme+}');
  });

  it('[K2] sees variables, cross-references, note calls and line ends', () => {
    const side = (value: string) => ({
      print: (one: InlineJson) => (one.type === 'variable' ? value : '4'),
      targetOf: (id: string) => id,
      noteOf: (id: string) => id,
    });
    const duree = [texte('soit '), variable('duree'), texte(' mois')];
    const changed = compareInline(duree, duree, { old: side('36'), new: side('48') });
    expect(redline(changed)).toBe('soit <valeur: 36 → 48> mois');
    expect(changed.facts).toEqual([{ kind: 'duree', old: '36 mois', new: '48 mois' }]);
    expect(inline(duree, [texte('soit '), variable('delai'), texte(' mois')])).toBe(
      'soit [-[duree]-]{+[delai]+} mois',
    );
    expect(inline([renvoi('b1', 'nom', 'a')], [renvoi('b1', 'nom', 'b')])).toBe(
      '<renumerote, propriete: a → b>',
    );
    expect(inline([texte('a')], [texte('a'), appelNote('n1')])).toBe('a{++}');
    expect(text('a\nb', 'a b')).toBe('a<mise-en-forme: \n →  >b');
    const sixteen = [texte('seize')];
    expect(redline(compareInline(sixteen, [variable('n')], { old: side('seize'), new: side('seize') }))).toBe(
      '<propriete: seize>',
    );
  });

  it.each([
    ['deux mois', 'deux ans', 'duree', 'deux mois', 'deux ans'],
    ['le 3 mai 2024', 'le 4 mai 2024', 'date', '3 mai 2024', '4 mai 2024'],
    ['mille cinq cents euros', 'deux mille euros', 'montant', 'mille cinq cents euros', 'deux mille euros'],
    ['33 000 jeunes', '35 000 jeunes', 'nombre', '33 000', '35 000'],
  ] as const)('[K13] « %s » → « %s » changes a fact', (a, b, kind, old, fresh) => {
    expect(compareText(a, b).facts).toEqual([{ kind, old, new: fresh }]);
  });

  it('[K13] a number that survives a rewriting is no changed fact', () => {
    const { facts } = compareText(
      'Un délai de trois mois court dès la demande.',
      'Dès la demande, trois mois sont laissés à chacun.',
    );
    expect(facts).toEqual([]);
  });

  it('[K13] a number does not become an article of a code', () => {
    const { facts } = compareText(
      'Il est saisi par 12 élus.',
      'Il est saisi selon l’article L.6111-6 du code.',
    );
    expect(facts).toEqual([
      { kind: 'nombre', old: '12', new: null },
      { kind: 'nombre', old: null, new: 'L.6111-6' },
    ]);
  });

  it('[K11] says so when the work allowed is spent, and still tells the whole change', () => {
    const words = Array.from({ length: 300 }, (_, rank) => `mot${rank}`);
    const [a, b] = [words.join(' '), words.toReversed().join(' ')];
    const capped = compareInline([texte(a)], [texte(b)], undefined, new Budget(10));
    expect(capped.capped).toBe(true);
    expect(redline(capped)).toBe(`[-${a}-]{+${b}+}`);
    expect(compareInline([texte(a)], [texte(b)]).capped).toBe(false);
  });

  it('[K4] segments put end to end are the old text and the new one', () => {
    const runs = arbitraryContent().map((content) =>
      canonicalContent(content).document.content.flatMap((one) =>
        one.type !== 'table' && 'content' in one ? [one.content ?? []] : [],
      ),
    );
    const printed = (content: readonly InlineJson[]) => redline(compareInline(content, content));
    fc.assert(
      fc.property(runs, (all) => {
        all.forEach((a, rank) => {
          const b = all[rank + 1] ?? [];
          const { segments } = compareInline(a, b);
          const side = (old: boolean) =>
            segments.flatMap((one) => {
              if (one.kind === 'altered') return old ? one.old : one.new;
              return one.kind === (old ? 'inserted' : 'deleted') ? [] : one.pieces;
            });
          expect(
            side(true)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(printed(a));
          expect(
            side(false)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(printed(b));
        });
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});
