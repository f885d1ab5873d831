import { partyProblems } from '#shared/drafting/party-problems.ts';
import { planDraft } from '#shared/drafting/plan.ts';
import { reviewDraft } from '#shared/drafting/review.ts';
import type { BeginAct, ModeleSummary } from '#shared/drafting/wire.ts';

/** One thing that the person should look at before the act is made, or after. */
export interface Attention {
  /** `erreur` prevents the act from being made; nothing else does. */
  readonly genre: 'erreur' | 'manque' | 'question';
  /** What it is about: `duree.mois`, `partie.p1.siege`, the `cle` of a step, `titre`, `parties`. */
  readonly champ: string;
  readonly message: string;
  /** A value that would settle it. */
  readonly proposition?: string | undefined;
}

const LENGTHS = { denomination: 300, sigle: 40, forme: 200, siege: 300, presentation: 2000 } as const;

function tooLong({ parties, titre }: BeginAct): Attention[] {
  const told = (champ: string, text: string | undefined, limit: number): Attention[] =>
    (text ?? '').length > limit ? [{ genre: 'erreur', champ, message: `${limit} caractères au plus.` }] : [];
  return [
    ...told('titre', titre, 300),
    ...parties.flatMap((party, index) => {
      const base = `partie.p${index + 1}`;
      const { nom, capacite, delegation } = party.representant;
      return [
        ...Object.entries(LENGTHS).flatMap(([name, limit]) =>
          told(`${base}.${name}`, party[name as keyof typeof LENGTHS], limit),
        ),
        ...told(`${base}.representant.nom`, nom, 200),
        ...told(`${base}.representant.capacite`, capacite, 200),
        ...told(`${base}.representant.delegant`, delegation?.delegant, 200),
        ...told(`${base}.representant.acte`, delegation?.acte, 300),
        ...(party.engagements ?? []).flatMap((each) => told(`${base}.engagements`, each, 1000)),
      ];
    }),
  ];
}

/** A signature for somebody else says for whom, and by which act (rule of domain.md §4: scope and act are recorded). */
function emptyDelegations({ parties }: BeginAct): Attention[] {
  return parties.flatMap(({ representant, denomination, sigle }, index): Attention[] => {
    const { delegation } = representant;
    if (delegation === undefined) return [];
    const base = `partie.p${index + 1}.representant`;
    const name = sigle || denomination || `Partie ${index + 1}`;
    const missing = (champ: string, value: string, words: string): Attention[] =>
      value === ''
        ? [{ genre: 'manque', champ: `${base}.${champ}`, message: `${name}\u00a0: ${words} manque.` }]
        : [];
    return [
      ...missing('delegant', delegation.delegant, 'la personne pour qui l’on signe'),
      ...missing('acte', delegation.acte, 'l’acte qui donne délégation'),
    ];
  });
}

/**
 * All that is to correct, to complete or to be sure of in a draft, by the rules that the server decides by.
 * @param today `YYYY-MM-DD`
 * @returns what prevents the act first, then what is missing, then the questions
 */
export function attentionOf(request: BeginAct, modele: ModeleSummary, today: string): readonly Attention[] {
  const plan = planDraft(modele, request);
  const chosen = request.parties.map(({ denomination }) => denomination !== '');
  // Of a party that is not chosen yet, one sentence is enough.
  const isVain = (champ: string) => chosen[Number(/^partie\.p(\d+)\b/.exec(champ)?.[1] ?? '0') - 1] === false;
  const errors = [...partyProblems(request.parties, modele), ...plan.problems].map(
    ({ champ, message }): Attention => ({
      genre: 'erreur',
      champ,
      message: isVain(champ) ? `${message.split('\u00a0:')[0]}\u00a0: choisissez une organisation.` : message,
    }),
  );
  const refused = new Set([...errors, ...tooLong(request)].map(({ champ }) => champ));
  const remarks = [...reviewDraft(modele, request, today), ...emptyDelegations(request)].filter(
    ({ champ }) => !refused.has(champ) && !isVain(champ),
  );
  return [
    ...errors,
    ...tooLong(request),
    ...remarks.filter(({ genre }) => genre === 'manque'),
    ...remarks.filter(({ genre }) => genre === 'question'),
  ];
}

/**
 * Reads back which field a refusal of the server names: each of its details is `champ : phrase`.
 * @returns the errors, and the sentences that name no field
 */
export function attentionFromServer(details: readonly string[]): {
  readonly errors: readonly Attention[];
  readonly others: readonly string[];
} {
  const errors: Attention[] = [];
  const others: string[] = [];
  for (const detail of details) {
    const [, champ, message] = /^([a-z][\w.-]*)[\s\u00a0]:\s(.+)$/su.exec(detail) ?? [];
    if (champ === undefined || message === undefined) others.push(detail);
    else errors.push({ genre: 'erreur', champ, message });
  }
  return { errors, others };
}

/** @returns the sentence as it reads under its own field, whose name it need not repeat */
export function underField(message: string): string {
  const short = message.replace(/^(?:Partie \d+|[^:«]{1,90}?)\s:\s/u, '');
  return short.charAt(0).toLocaleUpperCase('fr') + short.slice(1);
}
