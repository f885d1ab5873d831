import { says } from '../facts/act.ts';
import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

const OBJECT =
  /\b(?:a|ont) pour (?:objet|objectifs?|but|ambition)\b|\bvise a\b|\bmet a (?:la )?disposition\b|\borganise (?:la|le|les|l')\b|\bfixe (?:les conditions|les modalites|le cadre)\b|\bdefinit (?:le cadre|les conditions|les modalites)\b|\bpoursuit\b[^.]{0,40}\bobjectifs\b/;

export const objetAbsent: Rule = wantedClause({
  id: 'objet-absent',
  title: 'Objet absent',
  source: 'Code civil, art. 1163 ; domaine §2 Objet',
  family: 'objet',
  variant: 'cooperation',
  message:
    'Aucune clause ne dit l’objet de l’acte : ajoutez-la en tête, pour que chacun sache à quoi il s’engage.',
  applies: (act) => !says(act.body, OBJECT),
});
