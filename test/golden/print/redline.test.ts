import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger } from '#server/http/log.ts';
import { Press } from '#server/exchange/press/press.ts';
import { alinea, article, block, contentOf, idOf, item, table, texte, variable } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { sixtyPages } from '../../support/sixty-pages.ts';
import { hasCommand, pdfText, qpdfCheck } from '../../support/pdf.ts';

const press = new Press({ logger: createLogger('silent') });
afterAll(() => press.stop());

const KEEP = process.env.KEEP_PDF;

async function redline(name: string, old: ActContent, fresh: ActContent): Promise<Uint8Array> {
  const bytes = await press.compare(
    {
      old,
      new: fresh,
      title: 'Convention de partenariat',
      names: { old: 'Version 3 – Proposée', new: 'Texte actuel' },
      author: 'Camille (UNML)',
      at: 0,
      hash: 'ab'.repeat(32),
    },
    'annote',
  );
  if (KEEP !== undefined) {
    mkdirSync(KEEP, { recursive: true });
    writeFileSync(join(KEEP, `${name}.pdf`), bytes);
  }
  return bytes;
}

const ids = (...names: string[]) => names.map((name) => ({ id: idOf(name) }));
const [a, b, c, d, e, f] = ids('objet', 'objet1', 'duree', 'duree1', 'suivi', 'suivi1');
const months = (valeur: string) => ({ 'duree.mois': { type: 'entier', libelle: 'Durée', valeur } as const });
const objet = article({ text: 'Objet', attrs: { ...a } }, alinea('Les Parties coopèrent pour l’accueil des jeunes.', b));
const duree = (words: string) =>
  article({ text: 'Durée', attrs: { ...c } }, alinea([texte(words), variable('duree.mois', 'lettres-chiffres')], d));
const OLD = contentOf(
  [
    block('titre', 'Convention de partenariat', { id: idOf('titre') }),
    objet,
    duree('Elle est conclue pour une durée, en mois, de '),
    article({ text: 'Suivi', attrs: { ...e } }, alinea('Le comité se réunit deux fois par an.', f)),
    item('un bilan annuel ;', { id: idOf('item1') }),
    table(
      [
        ['Action', 'Échéance'],
        ['Bilan', '31 mars 2027'],
      ],
      idOf('table'),
    ),
  ],
  months('36'),
);
const NEW = contentOf(
  [
    block('titre', 'Convention de partenariat', { id: idOf('titre') }),
    duree('Elle prend effet à sa signature, pour une durée, en mois, de '),
    objet,
    article({ text: 'Suivi', attrs: { ...e } }, alinea('Le comité se réunit trois fois par an.', f)),
    item('un bilan annuel ;', { id: idOf('item1') }),
    item('une enquête.', { id: idOf('item2') }),
    table(
      [
        ['Action', 'Échéance'],
        ['Bilan', '30 juin 2027'],
      ],
      idOf('table'),
    ),
  ],
  months('24'),
);

const missing = ['pdftotext', 'qpdf'].filter((name) => !hasCommand(name));
const why = missing.length > 0 ? ` (skipped: no ${missing.join(', ')}; Debian packages poppler-utils and qpdf)` : '';

const beginning = (seed: number): ActContent => {
  const { document, champs } = sixtyPages(seed);
  return { champs, document: { type: 'doc', content: document.content.slice(0, 120) } };
};

describe.skipIf(missing.length > 0)(`the redline in PDF${why}`, () => {
  it('[P10] tells every change in a sentence, then shows it in the text, in words as well as in colour', async () => {
    const bytes = await redline('redline', OLD, NEW);
    expect(qpdfCheck(bytes)).toContain('No syntax or stream encoding errors');
    const text = pdfText(bytes).replace(/\s+/g, ' ');
    for (const words of [
      'Avant Version 3 – Proposée',
      'Après Texte actuel',
      'mots ajoutés, mots retirés',
      'deuxtrois fois par an',
      'une enquête.',
      'inséré',
      'déplacé',
      'reformulé',
      'déplacé d’ici',
      'trente-six (36)vingt-quatre (24)',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/31 mars 2027 ?30 juin 2027/);
  });

  it('[P10] shows two equal texts as one, and says that nothing changed', async () => {
    const text = pdfText(await redline('redline-equal', OLD, OLD)).replace(/\s+/g, ' ');
    expect(text).toContain('Aucun changement');
    expect(text).toContain('Le comité se réunit deux fois par an.');
    expect(text).not.toContain('reformulé');
  });

  it('[P10] takes two long texts that have little in common', async () => {
    const bytes = await redline('redline-long', beginning(3), beginning(4));
    expect(pdfText(bytes)).toContain('Texte annoté');
  });
});
