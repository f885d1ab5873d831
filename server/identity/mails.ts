import { ACT_ROLE_NAMES, type ActRole } from '#shared/identity/roles.ts';
import { oneLine } from '#shared/kernel/one-line.ts';
import type { Mail } from '../mail/index.ts';

/** What somebody typed stands on one line of a message, and can't pass for lines of ours. */
const typed = (text: string): string => oneLine(text, 200);

const FOOTER = 'Si vous n’attendiez pas ce message, ignorez-le\u00a0: il n’ouvre rien à qui ne le lit pas.';

/** The mail that lets somebody in, by link or by code. @param url holds a secret that serves once */
export function entryMail(to: string, code: string, url: string): Mail {
  return {
    to,
    subject: 'Entrer dans Clausier',
    text: [
      'Bonjour,',
      '',
      'Pour entrer dans Clausier, ouvrez ce lien\u00a0:',
      '',
      url,
      '',
      'ou recopiez ce code dans la page où vous l’avez demandé\u00a0:',
      '',
      code,
      '',
      'L’un ou l’autre sert une seule fois, pendant dix minutes.',
      FOOTER,
    ].join('\n'),
  };
}

/** Tells somebody that they now belong to an organisation: they come in by their address, as ever. */
export function memberMail(member: {
  readonly to: string;
  readonly name: string;
  readonly by: string;
  readonly organisation: string;
  readonly url: string;
}): Mail {
  return {
    to: member.to,
    subject: 'Votre organisation dans Clausier',
    text: [
      `Bonjour ${typed(member.name)},`,
      '',
      `${typed(member.by)} a inscrit votre nom parmi les membres de\u00a0:`,
      typed(member.organisation),
      '',
      'Entrez par votre adresse électronique\u00a0:',
      '',
      member.url,
      '',
      'Il n’y a ni compte à créer ni mot de passe\u00a0: un code vous sera envoyé à cette adresse.',
      FOOTER,
    ].join('\n'),
  };
}

/** What proves to the administrateur who asks that mail leaves the server (rule M2). */
export function testMail(to: string): Mail {
  return {
    to,
    subject: 'Essai d’envoi de Clausier',
    text: [
      'Bonjour,',
      '',
      'Ce message d’essai a été demandé depuis la page d’administration de Clausier. S’il vous parvient, les invitations et les codes partent aussi.',
    ].join('\n'),
  };
}

/** The code that completes an invitation's link in a browser that is not known yet. */
export function codeMail(to: string, code: string): Mail {
  return {
    to,
    subject: 'Votre code pour Clausier',
    text: [
      'Bonjour,',
      '',
      'Votre lien vient d’être ouvert dans un nouveau navigateur. Recopiez-y ce code\u00a0:',
      '',
      code,
      '',
      'Il sert une seule fois, pendant dix minutes. Si ce n’est pas vous, ne le donnez à personne\u00a0: sans lui, votre lien n’ouvre rien.',
    ].join('\n'),
  };
}

/** An invitation to take part in an act. */
export function invitationMail(invitation: {
  readonly to: string;
  readonly name: string;
  readonly inviter: string;
  readonly inviterOrganisation: string;
  readonly organisation: string;
  readonly role: ActRole;
  readonly actTitle: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}): Mail {
  const { to, url } = invitation;
  const title = typed(invitation.actTitle);
  const until = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
  return {
    to,
    subject: `Invitation\u00a0: ${title}`,
    text: [
      `Bonjour ${typed(invitation.name)},`,
      '',
      `${typed(invitation.inviter)} (${typed(invitation.inviterOrganisation)}) vous invite à prendre part à ce texte, au nom de\u00a0:`,
      `${typed(invitation.organisation)}`,
      '',
      `«\u00a0${title}\u00a0»`,
      `Votre rôle\u00a0: ${ACT_ROLE_NAMES[invitation.role].toLocaleLowerCase('fr')}.`,
      '',
      'Ouvrez votre lien personnel\u00a0:',
      '',
      url,
      '',
      'Il n’y a ni compte à créer ni mot de passe. La première fois dans un navigateur, un code vous est envoyé à cette adresse\u00a0: le lien seul n’ouvre rien, et ne vaut que pour vous.',
      `Votre accès dure jusqu’au ${until.format(invitation.expiresAt)}.`,
      FOOTER,
    ].join('\n'),
  };
}
