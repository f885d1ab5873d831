import { partyWords, personWithDe } from '#shared/document/names.ts';
import { addressedWord } from '#shared/drafting/agreement.ts';
import type { ActId, SignatoryId } from '#shared/kernel/ids.ts';
import type { Ceremony, Signatory } from '#shared/signature/model.ts';
import type { SigningLink } from '#shared/signature/wire.ts';
import { appendEvent, newToken, tokenHash } from '../identity/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { Tx } from '../storage/tables.ts';
import type { Mover } from './states.ts';

/** Where one signs; the secret is in the fragment, which browsers never send. */
const SIGNING_PAGE = '/signer';

/** A link just made: its secret is not kept. */
export interface MadeLink {
  readonly signatory: Signatory;
  readonly url: string;
}

/**
 * Makes the signing link of somebody's place; the one before opens nothing any more.
 * @param publicUrl address that people use, without a trailing slash
 */
export async function makeLink(
  tx: Tx,
  actId: ActId,
  signatory: Signatory,
  how: { readonly by: Mover; readonly at: number; readonly publicUrl: string },
): Promise<MadeLink> {
  const token = newToken();
  await tx
    .updateTable('signatories')
    .set({ token_hash: tokenHash(token), code_hash: null, code_expires_at: null, code_tries: 0 })
    .where('id', '=', signatory.id)
    .execute();
  await appendEvent(tx, {
    act: actId,
    at: how.at,
    person: how.by.personId,
    organisation: how.by.organisationId,
    kind: 'signature.lien',
    facts: { signataire: signatory.id },
  });
  return { signatory, url: `${how.publicUrl}${SIGNING_PAGE}#${token}` };
}

/** @returns the links to show to the pilote: those that no mail carries */
export function shownLinks(mailer: Mailer, links: readonly MadeLink[]): readonly SigningLink[] {
  if (mailer.leaves) return [];
  return links.map(({ signatory, url }) => ({ signatory: signatory.id, nom: signatory.nom, url }));
}

/** Days as people write them in a mail. */
export const frenchDate = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/** Days with their hour, in France: until when one may sign. */
export const frenchInstant = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

const quality = ({ capacite, party }: Signatory) =>
  `${personWithDe(capacite)} ${partyWords(party.denomination, 'du')}`;

/** Sends its link to each signatory, with what they sign and until when. */
export function mailLinks(
  mailer: Mailer,
  links: readonly MadeLink[],
  act: { readonly title: string; readonly ceremony: Ceremony; readonly reminder: boolean },
): void {
  for (const { signatory, url } of links) {
    if (signatory.email === null) continue;
    const term = frenchInstant.format(act.ceremony.expiresAt);
    mailer.sendLater({
      to: signatory.email,
      subject: `${act.reminder ? 'Rappel\u00a0: s' : 'S'}ignature de «\u00a0${act.title}\u00a0»`,
      text: [
        `${signatory.civilite === '' ? 'Bonjour' : signatory.civilite},`,
        '',
        `Le texte «\u00a0${act.title}\u00a0» est arrêté. Vous êtes ${addressedWord('invité·e', signatory.civilite)} à le signer en qualité ${quality(signatory)}, jusqu’au ${term}.`,
        '',
        `Lire et signer\u00a0: ${url}`,
        '',
        'Ce lien vous est personnel. La page vous montre le texte, ce qui a changé depuis votre dernière lecture, et son empreinte.',
        ...(act.reminder ? ['', 'Le lien reçu auparavant n’ouvre plus rien.'] : []),
      ].join('\n'),
    });
  }
}

/** Tells those who had signed, or were to sign, that the text was reopened and why (rule G6). */
export function mailVoided(
  mailer: Mailer,
  ceremony: Ceremony,
  act: { readonly title: string; readonly motif: string; readonly again: ReadonlySet<SignatoryId> },
): void {
  for (const one of ceremony.signatories) {
    if (one.email === null || one.status === 'remplace') continue;
    mailer.sendLater({
      to: one.email,
      subject: `Signature annulée\u00a0: «\u00a0${act.title}\u00a0»`,
      text: [
        `Le texte «\u00a0${act.title}\u00a0» a été rouvert pour être corrigé. Motif\u00a0: ${act.motif}`,
        '',
        act.again.has(one.id)
          ? 'Votre signature portait sur le texte précédent\u00a0: elle ne vaut pas pour le nouveau, qu’il faudra signer de nouveau.'
          : 'Le lien de signature que vous aviez reçu n’ouvre plus rien.',
        'Un autre lien vous sera envoyé quand le texte sera de nouveau arrêté.',
      ].join('\n'),
    });
  }
}
