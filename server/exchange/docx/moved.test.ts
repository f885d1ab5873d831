import { describe, expect, it } from 'vitest';
import { compareContents } from '#shared/compare/contents.ts';
import { alinea, article, contentOf, idOf } from '#shared/document/builders.ts';
import { textIn } from '#test/support/zip.ts';
import { comparisonDocx } from './comparison.ts';

const EDITION = {
  title: 'Convention',
  names: { old: 'Avant', new: 'Après' },
  author: 'UNML',
  date: '2026-11-21T00:00:00Z',
};
const titled = (text: string, id: string) => ({ text, attrs: { id: idOf(id) } });
const first = article(
  titled('Objet', 'objet'),
  alinea('Les parties unissent leurs moyens.', { id: idOf('a') }),
);
const second = (months: string) =>
  article(
    titled('Comité de suivi', 'suivi'),
    alinea(`Le comité se réunit tous les ${months} mois au siège de l’Union.`, { id: idOf('b') }),
    alinea('Il rend compte aux présidents des deux réseaux.', { id: idOf('c') }),
  );
const third = article(
  titled('Durée', 'duree'),
  alinea('La convention est conclue pour trois ans à compter de sa signature par les deux parties.', {
    id: idOf('d'),
  }),
  alinea('Elle est renouvelée par accord exprès, après le bilan que les parties en dressent ensemble.', {
    id: idOf('e'),
  }),
);

/** What the file says between two marks, without its tags. */
const words = (xml: string): string => xml.replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' ');
const parts = (xml: string, pattern: RegExp): readonly string[] =>
  [...xml.matchAll(pattern)].map((match) => words(match[1] ?? ''));

describe('moves in a Word file', () => {
  it('[W6] an article that moved is one move, its words neither struck nor added, save those that changed', async () => {
    const old = contentOf([first, second('trois'), third]);
    const fresh = contentOf([first, third, second('quatre')]);
    const xml = textIn(
      Buffer.from(await comparisonDocx(compareContents(old, fresh), EDITION)),
      'word/document.xml',
    );
    const [from, to] = (['From', 'To'] as const).map((way) => {
      const range = new RegExp(
        `<w:move${way}RangeStart w:id="(\\d+)"[^>]* w:name="([^"]+)"/>(.*?)<w:move${way}RangeEnd w:id="\\1"/>`,
        'gs',
      );
      return [...xml.matchAll(range)].map(([, , name = '', inside = '']) => ({ name, inside }));
    });
    expect(from).toHaveLength(1);
    expect(to?.map(({ name }) => name)).toEqual(from?.map(({ name }) => name));
    const [source, target] = [from?.[0]?.inside ?? '', to?.[0]?.inside ?? ''];
    expect(parts(source, /<w:del [^>]*>(.*?)<\/w:del>/gs)).toEqual(['Article 2 – ', 'trois']);
    expect(parts(target, /<w:ins [^>]*>(.*?)<\/w:ins>/gs)).toEqual(['Article 3 – ', 'quatre']);
    const moved = ['Comité de suivi', 'Le comité se réunit tous les ', ' mois au siège de l’Union.'];
    expect(parts(source, /<w:moveFrom w:[^>]*>(<w:r>.*?)<\/w:moveFrom>/gs)).toEqual([
      ...moved,
      'Il rend compte aux présidents des deux réseaux.',
    ]);
    expect(parts(target, /<w:moveTo w:[^>]*>(<w:r>.*?)<\/w:moveTo>/gs)).toEqual([
      ...moved,
      'Il rend compte aux présidents des deux réseaux.',
    ]);
    expect(source.match(/<w:rPr><w:moveFrom [^>]*\/><\/w:rPr>/g)).toHaveLength(3);
    const ids = [...xml.matchAll(/<w:(?:ins|del|moveFrom|moveTo|move\w+RangeStart) w:id="(\d+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[W6] nothing moves in a comparison where nothing moved', async () => {
    const bytes = await comparisonDocx(
      compareContents(contentOf([first, second('trois')]), contentOf([first, second('six')])),
      EDITION,
    );
    expect(textIn(Buffer.from(bytes), 'word/document.xml')).not.toContain('w:move');
  });
});
