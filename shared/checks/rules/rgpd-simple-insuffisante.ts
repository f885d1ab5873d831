import { says, sectionOf } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import { sharedData } from '../facts/data.ts';
import type { Rule } from '../model.ts';

/** Signs of a clause that organises the sharing. */
const ORGANISED =
  /responsab(?:les?|ilites?) conjointe?s?|conjointement responsables?|article (?:26|28)\b|sous-traitant|(?:fixe|fixent|precise|determine)[^.]{0,40}\bfinalites?\b|roles? et responsabilites/;

export const rgpdSimpleInsuffisante: Rule = {
  id: 'rgpd-simple-insuffisante',
  title: 'Clause de données insuffisante',
  source: 'Règlement (UE) 2016/679, art. 26 et 28 ; domaine §2 RGPD simple',
  severity: 'recommande',
  check: (act) => {
    const clause = sectionOf(act, 'rgpd');
    if (act.kind === 'avenant' || clause.length === 0 || says(clause, ORGANISED)) return [];
    return sharedData(act).map(({ line: { facts }, from, to }) => ({
      place: placeIn(facts, from, to),
      message: `« ${facts.text.slice(from, to)} » : des données à caractère personnel circulent entre les parties, et la clause se borne à rappeler le RGPD. Dites qui est responsable, pour quelle finalité et avec quels droits (article 26), ou encadrez la sous-traitance (article 28).`,
    }));
  },
};
