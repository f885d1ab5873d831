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
