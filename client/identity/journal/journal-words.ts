import type { JournalEntry, JournalKind } from '#shared/identity/journal.ts';
import { ACT_ROLE_NAMES, ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import { printedDay } from '#shared/kernel/paris.ts';

const WORDS: Readonly<Record<JournalKind, string>> = {
  'acte.cree': 'Acte commencé',
  'acte.importe': 'Acte importé',
  'acte.renomme': 'Acte renommé',
  'acte.copie': 'Acte commencé à partir d’un autre',
  'personne.invitee': 'Personne invitée',
  'lien.revoque': 'Lien révoqué',
  'droit.change': 'Droit donné',
  'droit.retire': 'Droit retiré',
  'version.nommee': 'Version nommée',
  'version.annotee': 'Version annotée',
  'version.restauree': 'État ancien remis',
  'etat.change': 'Changement d’état',
  'resiliation.annoncee': 'Résiliation annoncée',
  'resiliation.retiree': 'Résiliation retirée',
  'succession.declaree': 'Acte déclaré remplacer un autre',
  'texte.arrete': 'Texte arrêté',
  'texte.rouvert': 'Texte rouvert',
  'signature.ouverte': 'Signature ouverte',
  'signature.lien': 'Lien de signature créé',
  'signature.consultee': 'Texte montré à un signataire',
  'signature.faite': 'Signature donnée',
  'signature.papier': 'Original papier joint',
  'signature.refusee': 'Signature refusée',
  'signature.reattribuee': 'Signataire remplacé',
  'signature.relancee': 'Signataire relancé',
  'signature.prolongee': 'Délai prolongé',
  'signature.expiree': 'Délai de signature passé',
  'signature.moyen': 'Moyen de signature changé',
  'signature.piece': 'Acte de délégation joint',
  'signature.annulee': 'Signatures annulées',
  'sceau.appose': 'Document scellé',
  'sceau.echoue': 'Scellement impossible',
  'export.fait': 'Export',
};

const named = <T extends string>(names: Readonly<Record<T, string>>, key: unknown): string =>
  typeof key === 'string' && Object.hasOwn(names, key) ? names[key as T] : '';

/** @returns what happened, in a few words */
export function eventWords({ kind, facts }: Pick<JournalEntry, 'kind' | 'facts'>): string {
  if (kind === 'etat.change')
    return `${named(ACT_STATE_NAMES, facts.de)} → ${named(ACT_STATE_NAMES, facts.vers)}`;
  if (kind === 'droit.retire' && facts.cause === 'terme') return 'Droit arrivé à son terme';
  if (kind === 'resiliation.annoncee' && typeof facts.effet === 'string')
    return `${WORDS[kind]}, à compter du ${printedDay(Date.parse(`${facts.effet}T12:00:00Z`))}`;
  const role = named(ACT_ROLE_NAMES, facts.role);
  return role === '' ? WORDS[kind] : `${WORDS[kind]} (${role.toLocaleLowerCase('fr')})`;
}
