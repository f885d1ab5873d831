import { editionOf } from '#shared/exchange/print/edition.ts';
import type { Dossier } from '#shared/signature/evidence.ts';
import { dossierPages, signaturePage } from '#shared/signature/printing.ts';
import type { Press } from '../exchange/index.ts';
import type { ComposedPages, SealedPages } from './seals.ts';

const CENTIMETRE = 72 / 2.54;
const A4_WIDTH = 595.28;
/** As the template has them (templates/print/acte.typ and signatures.typ). */
const MARGIN = 2.7 * CENTIMETRE;
const SEAL_HEIGHT = 112;

/** Where the template draws the seal: at the foot of the last page. */
const BOX = [MARGIN, MARGIN, A4_WIDTH - MARGIN, MARGIN + SEAL_HEIGHT] as const;

/**
 * Typesets a signed text with its page of signatures.
 * @param verifyUrl where anybody can verify the file
 * @throws ClausierError `export.*`
 */
export async function composePages(
  press: Press,
  verifyUrl: string,
  pages: SealedPages,
): Promise<ComposedPages> {
  const { title, content, evidence, certificate, at, version, parties, logos } = pages;
  const edition = {
    ...editionOf(
      { title, state: 'signe', parties },
      { version, at: version.at, hash: version.hash },
      version.hash,
    ),
    logos,
  };
  const { name, development, fingerprint } = certificate;
  const signatures = signaturePage(evidence, { name, development, fingerprint, at, verifyUrl });
  return { pdf: await press.typesetSigned({ content, edition, signatures }), box: BOX };
}

/** Typesets a dossier de preuve. @throws ClausierError `export.*` */
export async function typesetDossier(press: Press, dossier: Dossier): Promise<Uint8Array> {
  return press.typesetDossier(JSON.stringify(dossierPages(dossier)));
}
