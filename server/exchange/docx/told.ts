import { Document, Packer, Paragraph, TextRun } from 'docx';
import { CAPPED_NOTICE, type ToldChange, type ToldComparison } from '#shared/exchange/comparison/list.ts';
import { ALINEA_STYLE } from '#shared/exchange/docx/styles.ts';
import { runChildren, writable } from './characters.ts';
import { section } from './furniture.ts';
import { DOCX_STYLES, STEP } from './styles.ts';

const text = (words: string, options: { readonly bold?: boolean; readonly soft?: boolean } = {}) =>
  new TextRun({
    children: runChildren(words),
    ...(options.bold === true ? { bold: true } : {}),
    ...(options.soft === true ? { color: '595959', size: 19 } : {}),
  });

const line = (children: readonly TextRun[]) => new Paragraph({ style: ALINEA_STYLE, children });

function change({ text: words, label, facts }: ToldChange, rank: number): readonly Paragraph[] {
  const indent = { left: STEP * 1.5, hanging: STEP * 1.5 };
  return [
    new Paragraph({
      style: ALINEA_STYLE,
      indent,
      keepLines: true,
      spacing: { after: 40 },
      children: [text(`${rank + 1}.\t${words}`)],
    }),
    new Paragraph({
      style: ALINEA_STYLE,
      indent: { left: indent.left },
      children: [text([label, ...facts].join(' · '), { soft: true })],
    }),
  ];
}

/** @returns the bytes of a DOCX file: one sentence per change, division by division */
export async function toldDocx(told: ToldComparison): Promise<Uint8Array> {
  const names = `Avant\u00a0: ${told.names.old}. Après\u00a0: ${told.names.new}.`;
  const groups = told.groups.flatMap((group) => [
    new Paragraph({ style: 'Heading2', children: [text(group.title)] }),
    ...group.changes.flatMap(change),
  ]);
  const file = new Document({
    title: writable(`${told.title} – comparaison`),
    description: writable(names),
    creator: 'Clausier',
    styles: DOCX_STYLES,
    sections: [
      {
        ...section({ headLeft: told.title, headRight: 'Comparaison', foot: '' }),
        children: [
          new Paragraph({ style: 'Heading1', children: [text(told.title)] }),
          line([text('Avant\u00a0: ', { bold: true }), text(told.names.old)]),
          line([text('Après\u00a0: ', { bold: true }), text(told.names.new)]),
          line([text(told.count, { bold: true })]),
          ...(told.capped ? [line([text(CAPPED_NOTICE)])] : []),
          ...groups,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
