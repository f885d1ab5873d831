import { fail, ok, type Result } from '#shared/kernel/result.ts';
import type {
  Ceremony,
  Delegation,
  ElectronicSignature,
  PaperSignature,
  Signatory,
  SignatureMethod,
} from './model.ts';

/** Why somebody can't sign now (rule G4), or a delegation does not stand (rule G5). Closed. */
export type SigningObstacle =
  | 'annulee'
  | 'complete'
  | 'expiree'
  | 'signe'
  | 'refuse'
  | 'remplace'
  | 'pas-son-tour'
  | 'capacite-absente'
  | 'delegation-sans-piece'
  | 'delegation-a-venir'
  | 'delegation-echue'
  | 'autre-moyen'
  | 'autre-texte'
  | 'autre-formule'
  | 'inconnu';

/** What each obstacle is told as, with what to do. */
export const OBSTACLE_SENTENCES: Readonly<Record<SigningObstacle, string>> = {
  annulee: 'La signature a été annulée : le texte a été rouvert. Un autre lien vous sera envoyé.',
  complete: 'Toutes les signatures sont réunies : il n’y a plus rien à signer.',
  expiree: 'Le délai de signature est passé. Demandez au pilote de le prolonger.',
  signe: 'Votre signature est déjà enregistrée.',
  refuse: 'Vous avez refusé de signer. Le pilote peut rouvrir le texte ou vous solliciter de nouveau.',
  remplace: 'Une autre personne signe désormais à votre place.',
  'pas-son-tour': 'Ce n’est pas encore votre tour : une autre personne doit signer avant vous.',
  'capacite-absente':
    'La qualité dans laquelle vous signez n’est pas indiquée. Demandez au pilote de la compléter.',
  'delegation-sans-piece':
    'L’acte de délégation n’est pas joint. Demandez au pilote de le joindre avant de signer.',
  'delegation-a-venir': 'La délégation n’a pas encore commencé à la date de signature.',
  'delegation-echue': 'La délégation a pris fin avant la date de signature.',
  'autre-moyen': 'Cette partie signe par l’autre moyen, comme le pilote l’a décidé. Il peut en changer.',
  'autre-texte': 'Le texte affiché n’est pas celui qui est à signer. Rechargez la page et relisez-le.',
  'autre-formule': 'La formule acceptée n’est pas celle qui est demandée. Rechargez la page et relisez-la.',
  inconnu: 'Cette personne n’est pas parmi les signataires.',
};

/** @returns those who are to sign, in their order: whoever was replaced is not among them */
export function expectedSignatories(ceremony: Ceremony): readonly Signatory[] {
  return ceremony.signatories.filter((one) => one.status !== 'remplace').toSorted((a, b) => a.rank - b.rank);
}

/** @returns those who may sign now by the order of the ceremony */
export function nextSignatories(ceremony: Ceremony): readonly Signatory[] {
  const expected = expectedSignatories(ceremony);
  if (ceremony.order === 'parallele') return expected.filter((one) => one.status === 'a-signer');
  const first = expected.find((one) => one.status !== 'signe');
  return first?.status === 'a-signer' ? [first] : [];
}

/** @returns why a delegation does not stand on `day` (rule G5), or `null` */
export function delegationObstacle(
  delegation: Delegation,
  day: string,
): Extract<SigningObstacle, 'delegation-a-venir' | 'delegation-echue'> | null {
  if (day < (delegation.du ?? delegation.date) || day < delegation.date) return 'delegation-a-venir';
  if (delegation.au !== null && day > delegation.au) return 'delegation-echue';
  return null;
}

/**
 * Whether somebody may sign now (rules G2, G4 and G5), whatever they sign.
 * @param when `now` in milliseconds since 1970; `day` the day of signing, `YYYY-MM-DD`
 * @returns why not, or `null`
 */
export function signingObstacle(
  ceremony: Ceremony,
  signatory: Signatory,
  when: { readonly now: number; readonly day: string },
): SigningObstacle | null {
  if (ceremony.status === 'annulee') return 'annulee';
  if (signatory.status === 'signe' || signatory.status === 'refuse' || signatory.status === 'remplace')
    return signatory.status;
  if (ceremony.status === 'complete') return 'complete';
  if (signatory.status === 'annule') return 'annulee';
  if (when.now >= ceremony.expiresAt) return 'expiree';
  if (!nextSignatories(ceremony).some(({ id }) => id === signatory.id)) return 'pas-son-tour';
  if (signatory.capacite.trim() === '') return 'capacite-absente';
  if (signatory.delegation === null) return null;
  if (signatory.delegationFile === null) return 'delegation-sans-piece';
  return delegationObstacle(signatory.delegation, when.day);
}

type Outcome = Result<Ceremony, SigningObstacle>;

function signatoryOf(ceremony: Ceremony, id: Signatory['id']): Signatory | null {
  return ceremony.signatories.find((one) => one.id === id) ?? null;
}

function withSignatory(ceremony: Ceremony, changed: Signatory): Ceremony {
  return {
    ...ceremony,
    signatories: ceremony.signatories.map((one) => (one.id === changed.id ? changed : one)),
  };
}

/** Rule G9. */
function completed(ceremony: Ceremony, at: number): Ceremony {
  const all = expectedSignatories(ceremony).every((one) => one.status === 'signe');
  return all ? { ...ceremony, status: 'complete', closedAt: at } : ceremony;
}

function signWith(
  ceremony: Ceremony,
  id: Signatory['id'],
  signature: ElectronicSignature | PaperSignature,
  day: string,
): Outcome {
  const signatory = signatoryOf(ceremony, id);
  if (signatory === null) return fail('inconnu');
  const obstacle = signingObstacle(ceremony, signatory, { now: signature.at, day });
  if (obstacle !== null) return fail(obstacle);
  if (signatory.method !== signature.method) return fail('autre-moyen');
  if (signature.hash !== ceremony.hash) return fail('autre-texte');
  return ok(completed(withSignatory(ceremony, { ...signatory, status: 'signe', signature }), signature.at));
}

/**
 * Records an electronic signature (rules G2 to G5, G7, G8).
 * @param wording the sentence that was to be accepted
 * @param day the day of signing, `YYYY-MM-DD`
 */
export function signElectronically(
  ceremony: Ceremony,
  id: Signatory['id'],
  signature: ElectronicSignature,
  wording: string,
  day: string,
): Outcome {
  if (signature.consent !== wording) return fail('autre-formule');
  return signWith(ceremony, id, signature, day);
}

/** Records a signature given on paper; a delegation must have stood on the day written beside it (rules G2 to G5, G7). */
export function recordPaper(ceremony: Ceremony, id: Signatory['id'], signature: PaperSignature): Outcome {
  return signWith(ceremony, id, signature, signature.signedOn);
}

/** Somebody refuses to sign, and says why; nobody after them signs in a successive ceremony. */
export function refuseToSign(
  ceremony: Ceremony,
  id: Signatory['id'],
  refusal: { readonly at: number; readonly motif: string },
): Outcome {
  const signatory = signatoryOf(ceremony, id);
  if (signatory === null) return fail('inconnu');
  if (ceremony.status !== 'ouverte') return fail(ceremony.status);
  if (signatory.status !== 'a-signer')
    return fail(signatory.status === 'annule' ? 'annulee' : signatory.status);
  if (refusal.at >= ceremony.expiresAt) return fail('expiree');
  return ok(withSignatory(ceremony, { ...signatory, status: 'refuse', refusal }));
}

/** What may be said of whoever takes a place; the party and the rank stay. */
export type Replacement = Pick<
  Signatory,
  'id' | 'civilite' | 'nom' | 'email' | 'personId' | 'capacite' | 'delegation' | 'method'
>;

/** Somebody else signs in the place of one who has not signed (rule G4). */
export function reassign(ceremony: Ceremony, id: Signatory['id'], replacement: Replacement): Outcome {
  const signatory = signatoryOf(ceremony, id);
  if (signatory === null) return fail('inconnu');
  if (ceremony.status !== 'ouverte') return fail(ceremony.status);
  if (signatory.status === 'signe' || signatory.status === 'remplace') return fail(signatory.status);
  const { rank, party } = signatory;
  const next: Signatory = {
    ...replacement,
    rank,
    party,
    delegationFile: null,
    status: 'a-signer',
    signature: null,
    refusal: null,
    replaces: id,
  };
  const left = withSignatory(ceremony, { ...signatory, status: 'remplace' });
  return ok({ ...left, signatories: [...left.signatories, next] });
}

/** Says by which means somebody who has not signed will sign (rule G7). */
export function changeMethod(ceremony: Ceremony, id: Signatory['id'], method: SignatureMethod): Outcome {
  const signatory = signatoryOf(ceremony, id);
  if (signatory === null) return fail('inconnu');
  if (ceremony.status !== 'ouverte') return fail(ceremony.status);
  if (signatory.status !== 'a-signer')
    return fail(signatory.status === 'annule' ? 'annulee' : signatory.status);
  if (method === 'electronique' && signatory.email === null) return fail('autre-moyen');
  return ok(withSignatory(ceremony, { ...signatory, method }));
}

/** Sets another term, as long as signatures are awaited. */
export function prolong(ceremony: Ceremony, expiresAt: number): Outcome {
  if (ceremony.status !== 'ouverte') return fail(ceremony.status);
  return ok({ ...ceremony, expiresAt });
}

/**
 * Voids a ceremony that is open (rule G6): nobody signs it any more. What was signed stays on record.
 * @returns the ceremony, and those who must sign again
 */
export function voidCeremony(
  ceremony: Ceremony,
  how: { readonly at: number; readonly motif: string },
): Result<{ readonly ceremony: Ceremony; readonly again: readonly Signatory[] }, SigningObstacle> {
  if (ceremony.status !== 'ouverte') return fail(ceremony.status);
  const again = ceremony.signatories.filter((one) => one.status === 'signe');
  const signatories = ceremony.signatories.map((one) =>
    one.status === 'remplace' ? one : { ...one, status: 'annule' as const },
  );
  return ok({
    ceremony: { ...ceremony, status: 'annulee', closedAt: how.at, motif: how.motif, signatories },
    again,
  });
}
