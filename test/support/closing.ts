import type { ClosingAnswer } from '#shared/signature/closing.ts';
import { freezeReasonsSchema } from '#shared/signature/wire.ts';

/** @param arret answer of `GET /api/acts/:id/etat/arret`; @returns what answers all that it asks */
export function closingAnswers(arret: unknown): { readonly reponses: readonly ClosingAnswer[] } {
  const { questions } = freezeReasonsSchema.parse(arret);
  const reponses = questions.map(
    ({ key, type, lastSignature }): ClosingAnswer =>
      lastSignature ? { key, derniereSignature: true } : { key, valeur: type === 'entier' ? '2' : 'Lyon' },
  );
  return { reponses };
}
