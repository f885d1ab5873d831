/** What a party's presentation says of the one that it took over from. */
const TOOK_OVER =
  /(?:venant|venue?|venus|substituée?|subrogée?|succédant|qui (?:a succédé|succède|vient)|qui s’est substituée?)\s+(?:aux droits(?: et obligations)? (?:de|du|des)|dans les droits (?:et obligations )?(?:de|du|des)|à|au|aux)\s*|anciennement (?:dénommée?|désignée?|appelée?)?\s*/giu;

const REACH = 160;

/** A party of the act, by all that it is called. */
interface Former {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * The party of the act whose place another one took, as its presentation in the avenant says (rule F5): « venant aux droits
 * de l’association A, par décision du… ».
 * @param presentation of a party of the avenant, as it prints
 * @returns the id of the former party; null when the presentation tells none
 */
export function predecessorIn(presentation: string, parties: readonly Former[]): string | null {
  for (const match of presentation.matchAll(TOOK_OVER)) {
    const said = presentation.slice(match.index + match[0].length, match.index + match[0].length + REACH);
    const former = parties.find(({ names }) => names.some((name) => said.includes(name)));
    if (former !== undefined) return former.id;
  }
  return null;
}
