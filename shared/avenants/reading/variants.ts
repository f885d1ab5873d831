const PLACE =
  /(?:région|département|territoire|bassin|commune|métropole|antenne|délégation|union régionale|mission locale|association régionale|site|académie)s?/iu;

const OPENING = new RegExp(
  `^[\\s\\-–•]*(?:(?:\\d{1,2}|[a-z])[°.)]+\\s*)?(?:pour|en|dans|au sein d[eu]|s’agissant d[eu]|concernant)\\s+(?:(?:la|le|les|chaque)\\s+|l[’'])?${PLACE.source}`,
  'iu',
);

/**
 * Whether a stipulation of an avenant's own says how the act is carried out in one place or by one member (a
 * « déclinaison » of domain model §3): it amends no text, and is told as such.
 * @param text the sentence as pasted
 */
export const isVariant = (text: string): boolean =>
  /(?<!\p{L})déclin(?:aison|é)/iu.test(text) || OPENING.test(text.replaceAll("'", '’'));
