import type { PdfDossier, PdfSignaturePage } from '#shared/exchange/print/pdf/model.ts';
import { pageText } from '#shared/exchange/print/pdf/runs.ts';
import type { JournalKind } from '#shared/identity/journal.ts';
import { parisDay, printedDay, printedHour } from '#shared/kernel/paris.ts';
import type { Dossier, Evidence } from './evidence.ts';
import { DEVELOPMENT_WARNING, levelSentence, SEAL_IS_NO_CONSENT } from './seal.ts';

/* What the evidence says on paper: the last page of a sealed file, and the readable dossier. */

type Signataire = Evidence['signataires'][number];

const moment = (iso: string): string => {
  const at = Date.parse(iso);
  return `${printedDay(at)} à ${printedHour(at)}`;
};
/** Noon, so that the day is the same in every time zone near Paris. */
const dayOf = (day: string): string => printedDay(Date.parse(`${day}T12:00:00Z`));
/** « 82 697 octets » */
const size = (bytes: number): string => `${String(bytes).replace(/\B(?=(\d{3})+$)/g, '\u202f')} octets`;

const nameOf = ({ civilite, nom }: Signataire): string => (civilite === '' ? nom : `${civilite} ${nom}`);

function signedSentence({ signature }: Signataire): string {
  return signature.methode === 'papier'
    ? `Signé sur papier le ${dayOf(signature.signeLe)} (original numérisé reçu le ${moment(signature.recuLe)})`
    : `Signé par voie électronique le ${moment(signature.signeLe)}`;
}

function delegationSentence({ delegation }: Signataire): string | null {
  if (delegation === null) return null;
  return `Pour ${delegation.delegant}, par délégation\u00a0: ${delegation.acte} du ${dayOf(delegation.date)}`;
}

/** @returns the day of the last signature, in Paris, `YYYY-MM-DD` (rule G12) */
function lastSignatureDay({ signataires }: Evidence): string {
  const days = signataires.map(({ signature }) =>
    signature.methode === 'papier' ? signature.signeLe : parisDay(Date.parse(signature.signeLe)),
  );
  return days.sort().at(-1) ?? '';
}

/** What the page of signatures says of the seal; its level is known only once it is made, so the page doesn't tell it. */
export interface SealAnnounced {
  readonly name: string;
  readonly development: boolean;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Where anybody can verify the file. */
  readonly verifyUrl: string;
}

/** @returns the last page of the file that is about to be sealed */
export function signaturePage(evidence: Evidence, seal: SealAnnounced): PdfSignaturePage {
  return {
    title: 'Signatures et sceau',
    lead: pageText(
      `Les signataires ci-dessous ont signé ce texte, dont l’empreinte SHA-256 est ${evidence.texte.empreinte}. La dernière signature est du ${dayOf(lastSignatureDay(evidence))}.`,
    ),
    signatories: evidence.signataires.map((one) => ({
      party: pageText(one.partie),
      name: pageText(nameOf(one)),
      lines: [one.capacite, delegationSentence(one), signedSentence(one)]
        .filter((line) => line !== null)
        .map((line) => pageText(line)),
    })),
    seal: {
      title: pageText(`Scellé par ${seal.name}`),
      lines: [
        `Le ${moment(new Date(seal.at).toISOString())} (heure de Paris, horloge du serveur).`,
        `Certificat\u00a0: ${seal.fingerprint}`,
        `Vérifier ce fichier, son niveau et son horodatage\u00a0: ${seal.verifyUrl}`,
      ].map((line) => pageText(line, 80)),
      warning: seal.development ? DEVELOPMENT_WARNING : null,
    },
  };
}

/** Every event of a journal, as people read it. */
const JOURNAL_SENTENCES: Readonly<Partial<Record<JournalKind, string>>> = {
  'texte.arrete': 'Texte arrêté',
  'texte.rouvert': 'Texte rouvert',
  'etat.change': 'Changement d’état',
  'signature.ouverte': 'Signatures ouvertes',
  'signature.lien': 'Lien de signature créé',
  'signature.consultee': 'Texte montré au signataire',
  'signature.faite': 'Signature électronique',
  'signature.papier': 'Original signé sur papier enregistré',
  'signature.refusee': 'Signature refusée',
  'signature.reattribuee': 'Signature réattribuée',
  'signature.relancee': 'Signataire relancé',
  'signature.prolongee': 'Délai de signature prolongé',
  'signature.expiree': 'Délai de signature passé',
  'signature.moyen': 'Moyen de signature changé',
  'signature.piece': 'Acte de délégation joint',
  'signature.annulee': 'Signatures annulées',
  'sceau.appose': 'Sceau apposé',
  'sceau.echoue': 'Sceau impossible, à réessayer',
  'personne.invitee': 'Personne invitée',
  'droit.change': 'Droit changé',
  'droit.retire': 'Droit retiré',
  'lien.revoque': 'Lien révoqué',
  'version.nommee': 'Version nommée',
  'version.annotee': 'Version annotée',
  'acte.renomme': 'Acte renommé',
  'export.fait': 'Export',
};

type Row = PdfDossier['sections'][number]['groups'][number]['rows'][number];

const row = (label: string, value: string | null, mono = false): readonly Row[] =>
  value === null ? [] : [{ label, value: pageText(value, mono ? 64 : undefined), mono }];
const hashRow = (label: string, hash: string) => row(label, hash, true);

function signatoryRows(one: Signataire, frozen: string): readonly Row[] {
  const { signature, delegation } = one;
  const own =
    signature.methode === 'papier'
      ? [
          ...row('Signature', signedSentence(one)),
          ...row('Texte imprimé', same(signature.empreinteImprimee, frozen)),
          ...row('Original numérisé', `${signature.original.nom} (${size(signature.original.octets)})`),
          ...hashRow('Empreinte de l’original', signature.original.empreinte),
        ]
      : [
          ...row('Signature', signedSentence(one)),
          ...row('Texte montré le', moment(signature.texteMontreLe)),
          ...row('Texte montré', same(signature.empreintePresentee, frozen)),
          ...row('Identification', signature.identification),
          ...row('Courriel', signature.courriel),
          ...row('Consentement', signature.consentement),
          ...row(
            'Trace technique réduite',
            signature.trace && `${signature.trace.reseau}, ${signature.trace.navigateur}`,
          ),
        ];
  return [
    ...row('Partie', one.partie),
    ...row('En qualité de', one.capacite),
    ...row('Par délégation', delegationSentence(one)),
    ...row('Valable', delegation && validity(delegation)),
    ...row('Acte joint', delegation?.piece ? delegation.piece.nom : null),
    ...(delegation?.piece ? hashRow('Empreinte de l’acte', delegation.piece.empreinte) : []),
    ...own,
  ];
}

function validity({ date, du, au }: NonNullable<Signataire['delegation']>): string {
  const from = `à partir du ${dayOf(du ?? date)}`;
  return au === null ? `${from}, sans terme` : `${from}, jusqu’au ${dayOf(au)}`;
}

const same = (hash: string, frozen: string): string =>
  hash === frozen ? 'celui qui est scellé (même empreinte)' : `un autre texte (empreinte ${hash})`;

/** @returns the readable dossier de preuve */
export function dossierPages({ preuve, sceau }: Dossier): PdfDossier {
  const { acte, texte, signataires, journal, personnes } = preuve;
  const names = new Map<string, string>(personnes.map(({ id, nom }) => [id, nom]));
  const at = new Date(sceau.le);
  return {
    title: 'Dossier de preuve',
    lead: pageText(acte.titre),
    stamp: [
      at.getUTCFullYear(),
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    ],
    warning: sceau.certificat.developpement ? DEVELOPMENT_WARNING : null,
    sections: [
      {
        title: 'Le texte',
        groups: [
          {
            title: null,
            rows: [
              ...row('Acte', acte.genre === 'avenant' ? 'Avenant' : 'Convention'),
              ...row('Identifiant', acte.id),
              ...row('Version signée', texte.version),
              ...hashRow('Empreinte du texte', texte.empreinte),
              ...row('Calcul', texte.calcul),
            ],
          },
        ],
        note: null,
      },
      {
        title: 'Le sceau',
        groups: [
          {
            title: null,
            rows: [
              ...row('Scellé par', sceau.par),
              ...row('Le', moment(sceau.le)),
              ...row('Niveau constaté', levelSentence(sceau.niveau, sceau.certificat.developpement)),
              ...row(
                'Horodatage',
                sceau.horodatage && `${sceau.horodatage.autorite}, le ${moment(sceau.horodatage.le)}`,
              ),
              ...row(
                'Certificat valable',
                `du ${moment(sceau.certificat.du)} au ${moment(sceau.certificat.au)}`,
              ),
              ...hashRow('Empreinte du certificat', sceau.certificat.empreinte),
              ...row('Fichier scellé', size(sceau.fichier.octets)),
              ...hashRow('Empreinte du fichier', sceau.fichier.empreinte),
            ],
          },
        ],
        note: SEAL_IS_NO_CONSENT,
      },
      {
        title: 'Les signatures',
        groups: signataires.map((one) => ({
          title: pageText(`${one.rang}. ${nameOf(one)}`),
          rows: signatoryRows(one, texte.empreinte),
        })),
        note: null,
      },
    ],
    journal: {
      title: 'Extrait du journal',
      note: pageText(
        journal.avant === null
          ? 'Chaque événement porte l’empreinte de celui qui le précède\u00a0: en changer un seul rompt la suite. Cet extrait commence au premier événement de l’acte.'
          : `Chaque événement porte l’empreinte de celui qui le précède\u00a0: en changer un seul rompt la suite. Cet extrait suit l’événement ${journal.avant.rang}, dont l’empreinte est ${journal.avant.empreinte}.`,
        8,
      ),
      rows: journal.evenements.map(({ seq, at: instant, kind, person, hash }) => ({
        rank: String(seq),
        at: moment(new Date(instant).toISOString()),
        what: JOURNAL_SENTENCES[kind] ?? kind,
        who: pageText(person === null ? 'le serveur' : (names.get(person) ?? 'personne inconnue'), 16),
        hash,
      })),
    },
  };
}
