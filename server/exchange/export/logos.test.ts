import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alinea, article, block, contentOf } from '#shared/document/builders.ts';
import type { Fields } from '#shared/document/model.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { writeHtml } from '#shared/exchange/print/html/write.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import { printedText, writeText } from '#shared/exchange/print/text.ts';
import { editionOf } from '../../../test/support/acts-to-print.ts';
import { textIn } from '../../../test/support/zip.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { openTypst } from '../press/typst.ts';
import { logosOf } from './logos.ts';
import { writeExport } from './writers.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const LONG = 'Fédération nationale interdépartementale des établissements publics de coopération';
const named = (valeur: string) => ({ type: 'texte', libelle: '', valeur }) as const;
const FIELDS: Fields = {
  'partie.1.denomination': named('Union des Rives'),
  'partie.2.denomination': named(LONG),
};

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
  const { organisationId } = await server.person('Camille', 'Union des Rives');
  await server.storage.db
    .insertInto('organisation_logos')
    .values({ organisation_id: organisationId, type: 'image/png', bytes: PNG, at: 1 })
    .execute();
});
afterAll(() => server.dispose());

describe('the logos of the parties', () => {
  it('[P11] are those of their sheets, in their order; who has none is named, and nobody when nobody has one', async () => {
    const { db } = server.storage;
    expect(await logosOf(db, FIELDS, [])).toEqual([
      { name: 'Union des Rives', picture: { type: 'png', bytes: new Uint8Array(PNG) } },
      { name: LONG, picture: null },
    ]);
    expect(
      (await logosOf(db, {}, ['AMF', 'UNION DES RIVES'])).map(({ picture }) => picture === null),
    ).toEqual([true, false]);
    expect(await logosOf(db, {}, ['AMF'])).toEqual([]);
  });

  it.each([2, 7])(
    '[P11] stand on every kind of title page, and in no text: %d articles',
    async (articles) => {
      const logos = await logosOf(server.storage.db, FIELDS, []);
      const body = Array.from({ length: articles }, (_, rank) => article(`Objet ${rank}`, 'Un.'));
      const content = contentOf([block('titre', 'Convention'), alinea('Entre.'), ...body], FIELDS);
      const edition = { ...editionOf({ parties: [] }), logos };
      const source = { actId: 'act_1' as never, versionId: null, content, edition };
      const model = buildPrintModel(content, edition);
      const plain = buildPrintModel(content, editionOf({ parties: [] }));
      expect(printedText(model)).toBe(printedText(plain));
      expect(writeText(model)).toBe(writeText(plain));
      expect(writeHtml(model)).toMatch(
        /<img src="data:image\/png;base64,[^"]+" alt="Logo\u00a0: Union des Rives">/,
      );
      const laid = layOut(model);
      expect(laid.pictures.map(({ name }) => name)).toEqual(['logo-1.png']);
      const { logos: _, ...others } = laid.document;
      const { logos: none, ...same } = layOut(plain).document;
      expect([others, none]).toEqual([same, []]);
      const pdf = await writeExport(source, 'pdf', openTypst());
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      // In the header of the first page: the text that a jurist sends back holds nothing more.
      const docx = await writeExport(source, 'docx', openTypst());
      const bare = await writeExport({ ...source, edition: editionOf({ parties: [] }) }, 'docx', openTypst());
      const textOf = (file: Uint8Array) =>
        textIn(file, 'word/document.xml').replace(/<w:sectPr.*<\/w:sectPr>| w:id="\d+"/gs, '');
      expect(textOf(docx)).toBe(textOf(bare));
    },
  );
});
