import { ordinalInWords } from '../french.ts';
import { normaliseForComparison } from '../typography.ts';

const UNITS =
  'alinéa|tiret|puce|visa|considérant|tableau|cellule|ligne|image|note|bloc|formule|article|rubrique|section';
const DIGIT_ORDINAL = new RegExp(`(\\d{1,4})(?:er|re|e|ème|eme|nde?|de)(?= (?:${UNITS}))`, 'g');
const FIRST =
  /((?:article|axe|titre|chapitre|section|annexe|clause) )(?:premier|première|1er|1re)(?![\p{L}\p{N}])/gu;

/**
 * The form in which two writings of one address are equal (rule A9): case, spaces, quotes, the leading article,
 * « 2e » for « deuxième », « second » for « deuxième », « article premier » for « article 1er », « a) » for « a ».
 */
export function addressKey(text: string): string {
  return normaliseForComparison(text)
    .toLowerCase()
    .replace(DIGIT_ORDINAL, (written, digits: string) =>
      ordinalInWords(Number(digits), /^1re/.test(written) ? 'f' : 'm'),
    )
    .replace(/(?<!\p{L})seconde?(?!\p{L})/gu, 'deuxième')
    .replace(FIRST, '$11')
    .replace(/(?<![\p{L}\p{N}])\(?([\p{L}\p{N}]{1,5}(?:-\d+)?)[).](?= d[eu])/gu, '$1')
    .replace(/^(?:à la |à l'|le |la |l'|les |du |de la |de l'|au |aux )/, '')
    .replace(/[.;,]$/, '')
    .trim();
}

/**
 * Makes keys of « line de place » cheaply: a book has many lines, but few ways to call one and few places.
 * @returns a function whose result is `addressKey` of the two joined by « de »
 */
export function composedKeys(): (line: string, place: string | null) => string {
  const lines = new Map<string, string>();
  const places = new Map<string, string>();
  // The joint is part of what rewrites look at, so each half is computed beside a stand-in for the other.
  const lineKey = (line: string) => addressKey(`${line} de x`).slice(0, -' de x'.length);
  const placeKey = (place: string) => addressKey(`x ${place}`).slice('x'.length);
  const remember = (map: Map<string, string>, text: string, make: (text: string) => string): string => {
    const key = map.get(text) ?? make(text);
    map.set(text, key);
    return key;
  };
  return (line, place) =>
    place === null
      ? remember(lines, line, addressKey)
      : remember(lines, `${line} de`, () => lineKey(line)) + remember(places, place, placeKey);
}
