import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { normaliseImported, sourceText } from './source.ts';
import { mustImport, partiesOf, signaturesOf, treeOf } from './support.ts';

const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus');
const present = existsSync(CORPUS);
const suite = present ? describe : describe.skip;
const why = present ? '' : ' (ignoré : ../shared/corpus absent)';
const read = (name: string) => readFileSync(resolve(CORPUS, name), 'utf8');

/** Kind, counter and counts of every division, without its words, which belong to the corpus. */
const shape = (name: string) =>
  treeOf(mustImport(read(name)).report).map((line) =>
    line.replace(/^(\s*\S+ \S+) .*(\(\d+a \d+i \d+t\))$/, '$1 $2'),
  );

suite(`import of the real conventions${why}`, () => {
  it.each(['amf.txt', 'regions-de-france.txt', 'cma-france.txt'])(
    '[G3] [G4] %s: every word kept, nothing left aside',
    (name) => {
      const { content, report } = mustImport(read(name));
      expect(normaliseImported(printDocument(content))).toBe(normaliseImported(sourceText(read(name))));
      expect(report.unrecognised).toEqual([]);
      expect(report.warnings).toEqual([]);
      expect(report.footnotes).toEqual([]);
      expect(report.visas).toEqual([]);
      expect(report.tables).toBe(0);
    },
  );

  it.each(['amf.txt', 'regions-de-france.txt', 'cma-france.txt'])(
    '[G3] %s: the print has the letters of the raw file',
    (name) => {
      const letters = (text: string) =>
        text
          .replace(/\]\(http[^)]*\)/g, ']')
          .replace(/<\/?sup>/g, '')
          .replace(/[^\p{L}\p{N}]/gu, '');
      expect(letters(printDocument(mustImport(read(name)).content))).toBe(letters(read(name)));
    },
  );

  it('[H] amf.txt: rubriques, axes 1 to 4, bulleted clauses', () => {
    expect(shape('amf.txt')).toEqual([
      'preambule – (4a 0i 0t)',
      'rubrique – (1a 4i 0t)',
      'rubrique – (0a 0i 0t)',
      '  rubrique – (5a 0i 0t)',
      '  rubrique – (3a 5i 0t)',
      'rubrique – (0a 0i 0t)',
      '  axe 1 (0a 3i 0t)',
      '  axe 2 (0a 5i 0t)',
      '  axe 3 (0a 3i 0t)',
      '  axe 4 (0a 4i 0t)',
      'rubrique – (0a 0i 0t)',
      '  rubrique ○ (1a 0i 0t)',
      '  rubrique ○ (1a 0i 0t)',
      '  rubrique ○ (2a 0i 0t)',
    ]);
  });

  it('[P] [S] amf.txt: parties from the cover, representatives from the signatures', () => {
    const { report } = mustImport(read('amf.txt'));
    expect(report).toMatchObject({ title: 'CONVENTION CADRE NATIONALE', qualification: 'convention-cadre' });
    expect(report).toMatchObject({ place: null, date: null, originals: null });
    expect(report.parties.map((party) => party.representative?.name)).toEqual([
      'Stéphane VALLI',
      'David LISNARD',
    ]);
    expect(report.parties[0]?.name).toBe('Union Nationale des Missions Locales');
    expect(report.signatures.map((one) => one.name)).toEqual(['David LISNARD', 'Stéphane VALLI']);
    expect(report.signatures.map((one) => one.party)).toEqual(
      report.parties.map((one) => one.name).toReversed(),
    );
  });

  it('[H] regions-de-france.txt: axes 1 to 5, one list across a page break', () => {
    expect(shape('regions-de-france.txt')).toEqual([
      'preambule – (3a 0i 0t)',
      'rubrique – (3a 3i 0t)',
      'rubrique – (0a 0i 0t)',
      '  rubrique – (6a 0i 0t)',
      '  rubrique – (3a 5i 0t)',
      'rubrique – (0a 0i 0t)',
      '  axe 1 (0a 3i 0t)',
      '  axe 2 (0a 4i 0t)',
      '  axe 3 (0a 11i 0t)',
      '  axe 4 (0a 5i 0t)',
      '  axe 5 (0a 4i 0t)',
    ]);
  });

  it('[P] [S] regions-de-france.txt: seats, representatives, considérants, « Pour X »', () => {
    const { report } = mustImport(read('regions-de-france.txt'));
    expect(partiesOf(report)).toEqual([
      'Union Nationale des Missions Locales |  | Stéphane VALLI, Président | –',
      'Régions de France |  | Carole DELGA, Présidente | –',
    ]);
    expect(report.parties.map((one) => one.address)).toEqual([
      '54 Rue de Paradis, 75010 PARIS',
      '1 Quai de Grenelle, 75015 PARIS',
    ]);
    expect(report.considerants).toHaveLength(2);
    expect(signaturesOf(report)).toEqual([
      'Union Nationale des Missions Locales | Stéphane VALLI, Président',
      'Régions de France | Carole DELGA, Présidente',
    ]);
    expect(report.signatures.map((one) => one.onBehalfOf)).toEqual(['UNML', 'Régions de France']);
  });

  it('[H] cma-france.txt: articles 1 to 8 whatever their Markdown level, 1 to 4 inside article 4', () => {
    expect(shape('cma-france.txt')).toEqual([
      'preambule – (1a 0i 0t)',
      'rubrique – (5a 5i 0t)',
      'rubrique – (5a 6i 0t)',
      'article 1 (1a 4i 0t)',
      'article 2 (1a 0i 0t)',
      'article 3 (1a 5i 0t)',
      'article 4 (0a 0i 0t)',
      '  axe 1 (1a 6i 0t)',
      '  axe 2 (2a 5i 0t)',
      '  axe 3 (4a 3i 0t)',
      '  axe 4 (3a 7i 0t)',
      'article 5 (3a 2i 0t)',
      'article 6 (2a 0i 0t)',
      'article 7 (1a 0i 0t)',
      'article 8 (2a 0i 0t)',
    ]);
  });

  it('[S] [C] cma-france.txt: signed P/ by delegation, place, date, sides, sigles', () => {
    const { report } = mustImport(read('cma-france.txt'));
    expect(partiesOf(report)).toEqual([
      'CMA France | CMA France | Joël FOURNY, Président | 1',
      'Union Nationale des Missions Locales | UNML | Stéphane VALLI, Président | 2',
    ]);
    expect(report.parties.map((one) => one.publicBody)).toEqual([true, false]);
    expect(signaturesOf(report)).toEqual([
      'CMA France | Joël FOURNY, Président de CMA France',
      "Union Nationale des Missions Locales | Thierry MARTY, membre du bureau de l'UNML | P/ VALLI",
    ]);
    expect(report).toMatchObject({
      place: 'Paris',
      date: '2023-05-24',
      originals: null,
      formula: 'Il est convenu ce qui suit :',
    });
    expect(report.definedTerms.map((one) => one.term)).toEqual(['ARML', 'PACEA', 'RGPD']);
    expect(report.references.external.map((one) => one.ref)).toContain('loi:1978-01-06:78-17');
  });
});
