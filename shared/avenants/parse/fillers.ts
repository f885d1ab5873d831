import { activeLemma, DEFINITE, presentLemma } from './lexicon.ts';
import { takeLiteral } from './quantities.ts';
import type { Cursor } from './tokens.ts';

/*
 * Words of an instruction that say nothing of what it does: adverbs, who agrees, why, from when (rule V6 of RULES.md).
 */

const FILLER =
  /^(?:egalement|donc|desormais|dorenavant|enfin|toutefois|ensuite|puis|aussi|corollairement|correlativement|consecutivement|subsequemment|notamment|immediatement|ainsi|seulement|simplement|purement|alors|nouveau|integralement|entierement|totalement|definitivement|expressement|formellement|pareillement)$/;

const FILLERS: readonly (readonly string[])[] = [
  ['en', 'consequence'],
  ['par', 'consequent'],
  ['de', 'meme'],
  ['en', 'outre'],
  ['par', 'ailleurs'],
  ["d'", 'une', 'part'],
  ["d'", 'autre', 'part'],
  ['de', 'plus'],
  ['a', 'nouveau'],
  ['a', 'cet', 'effet'],
  ['a', 'ce', 'titre'],
  ['purement', 'et', 'simplement'],
  ["d'", 'un', 'commun', 'accord', 'entre', 'les', 'parties'],
  ["d'", 'un', 'commun', 'accord', 'des', 'parties'],
  ["d'", 'un', 'commun', 'accord'],
  ['de', 'la', 'maniere', 'suivante'],
  ['de', 'la', 'facon', 'suivante'],
  ['dans', 'les', 'termes', 'suivants'],
  ['sans', 'changement'],
  ['dans', 'son', 'integralite'],
  ['dans', 'leur', 'integralite'],
  ['dans', 'sa', 'totalite'],
  ['dans', 'leur', 'totalite'],
  ['dans', 'son', 'ensemble'],
  ['dans', 'leur', 'ensemble'],
  ['en', 'totalite'],
  ['en', 'entier'],
  ['en', 'son', 'entier'],
  ['en', 'leur', 'entier'],
  ['in', 'extenso'],
  ['de', 'plein', 'droit'],
  ['le', 'cas', 'echeant'],
  ['comme', 'suit'],
  ['ainsi', "qu'", 'il', 'suit'],
];

/**
 * Takes how or from when something is done, as it stands inside a verb: « est, en conséquence, purement et simplement
 * abrogé », « sont, à compter du 1er janvier 2025, remplacés ».
 * @returns false, and nothing taken, when the cursor stands before no such words
 */
export function takeManner(cursor: Cursor): boolean {
  return (
    FILLERS.some((words) => cursor.takeAll(...words)) || cursor.match(FILLER) !== null || takeEffect(cursor)
  );
}

/**
 * Takes words that are no part of an operation (rule V6 of RULES.md): adverbs, agreement, reasons, days of effect.
 * @returns false, and nothing taken, when the cursor stands before none
 */
export function takeFiller(cursor: Cursor): boolean {
  for (const words of FILLERS) if (cursor.takeAll(...words)) return true;
  return (
    cursor.match(FILLER) !== null ||
    takeAgreement(cursor) ||
    takeAgent(cursor) ||
    takeReason(cursor) ||
    takeRest(cursor) ||
    takeEffect(cursor)
  );
}

/** « Le présent avenant supprime… », « L’article 2 du présent avenant abroge… »: who does it. */
function takeAgent(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      // « On remplacera… »
      if (cursor.take('on') !== null) return activeLemma(cursor.key()) === null ? null : true;
      if (cursor.match(/^(?:le|l')$/) === null) return null;
      const present = cursor.match(/^present$/) !== null;
      const noun = cursor.match(/^(?:avenant|article|acte)$/);
      if (noun === null || (!present && noun.key !== 'avenant')) return null;
      cursor.match(/^(?:n°)$/);
      cursor.match(/^\d+$/);
      return presentLemma(cursor.peek()?.text.toLowerCase() ?? '') === null ? null : true;
    }) !== null
  );
}

const REASONS: readonly (readonly string[])[] = [
  ['afin', 'de'],
  ['afin', "d'"],
  ['compte', 'tenu'],
  ['pour', 'tenir', 'compte'],
  ['pour', 'la', 'bonne'],
  ['conformement'],
  ['en', 'application'],
  ['en', 'vertu'],
  ['en', 'raison'],
  ['eu', 'egard'],
  ['suite', 'a'],
  ['suite', 'au'],
  ['dans', 'un', 'souci'],
  ['dans', 'le', 'cadre'],
  ['par', 'derogation'],
  ['par', 'le', 'present', 'avenant'],
  ['sur', 'proposition'],
  ['apres', 'accord'],
  ['par', 'accord'],
  ['par', 'decision'],
  ['avec', "l'", 'accord'],
  ['a', 'la', 'demande'],
  ['a', "l'", 'occasion'],
  ['a', "l'", 'issue'],
  ['du', 'fait'],
  ['au', 'vu'],
  ['en', 'consideration'],
  ['en', 'accord'],
  ['en', 'execution'],
  ['aux', 'fins'],
  ['pour', "l'", 'avenir'],
  ['pour', 'les', 'besoins'],
];

/** What begins the clause that says the operation, after the reason and its comma. */
const CLAUSE = /^(?:le|la|l'|les|il|a|au|aux|dans|apres|avant|est|sont|un|une)$/;

/** « Compte tenu de ce qui précède, »: why, at the head of a sentence, up to the clause that says what. */
function takeReason(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      const before = cursor.tokens[cursor.index - 1]?.key;
      if (before !== undefined && !/^[.;:]$/.test(before)) return null;
      if (!REASONS.some((words) => cursor.takeAll(...words))) return null;
      while (!cursor.done) {
        if (/^[.;:]$/.test(cursor.key()) || cursor.peek()?.kind === 'quote') return null;
        const comma = cursor.take(',') !== null;
        if (comma && CLAUSE.test(cursor.key())) return true;
        if (!comma) cursor.index += 1;
      }
      return null;
    }) !== null
  );
}

/** « , le reste de l’article demeurant inchangé », « sans autre changement ». */
function takeRest(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      if (cursor.takeAll('sans', 'autre', 'changement') || cursor.takeAll('sans', 'autre', 'modification'))
        return true;
      const rest =
        cursor.takeAll('le', 'reste') ||
        cursor.takeAll('les', 'autres', 'stipulations') ||
        cursor.takeAll('les', 'autres', 'dispositions');
      if (!rest) return null;
      for (;;) {
        const token = cursor.peek();
        if (token === undefined || token.kind === 'quote' || /^[.;:,]$/.test(token.key)) return null;
        cursor.index += 1;
        if (/^(?:inchangee?s?|changement|modification)$/.test(token.key)) return true;
      }
    }) !== null
  );
}

/** « Les Parties conviennent de », « il est décidé de », « le présent avenant a pour objet de » (rule V7). */
function takeAgreement(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      const start = cursor.index;
      cursor.match(/^(?:les|le|la|l'|il)$/);
      cursor.match(/^(?:presente?s?)$/);
      const subject =
        cursor.tokens[start]?.key === 'il' ||
        cursor.match(/^(?:parties|partenaires|signataires|cocontractants|contractants|avenant|article)$/) !==
          null;
      if (!subject) return null;
      for (let length = 0; length < 16 && !cursor.done; length += 1) {
        const key = cursor.key();
        const spoken = cursor.tokens[cursor.index - 1]?.key ?? '';
        // « Les parties souhaitent compléter… », « il est convenu que l’article 6 est abrogé ».
        if (WANTS.test(spoken) && infinitive(key)) return true;
        if (DECIDES.test(spoken) && /^(?:que|qu')$/.test(key)) {
          cursor.index += 1;
          return true;
        }
        if (/^(?:de|d'|a|pour)$/.test(key) && infinitive(cursor.key(1))) {
          const said = cursor.tokens.slice(start, cursor.index).some((token) => AGREES.test(token.key));
          if (!said) return null;
          cursor.index += 1;
          return true;
        }
        if (/^[:;]$/.test(key) || cursor.peek()?.kind === 'quote') return null;
        cursor.index += 1;
      }
      return null;
    }) !== null
  );
}

const AGREES =
  /^(?:convien(?:t|nent)|convenue?s?|decide|decident|decidees?|decidee|objet|vise|but|accordent|souhaitent|lieu|propose|proposent|arrete|arretent)$/;
const WANTS = /^(?:souhaitent|veulent|entendent|desirent|faut|convient)$/;
const DECIDES = /^(?:convien(?:t|nent)|convenue?s?|decide|decident|decidees?|arrete|arretent|stipule)$/;
const infinitive = (key: string): boolean => /(?:er|ir|re)$/.test(key) && activeLemma(key) !== null;

/** « dès », which without its accent is « des ». */
function takeAsSoonAs(cursor: Cursor): boolean {
  if (cursor.peek()?.text.toLowerCase() !== 'dès') return false;
  cursor.index += 1;
  return true;
}

const WHEN = /^(?:signature|notification|publication|entree|prise|reception)$/;

/** « à la date de sa signature », « à la signature du présent avenant », « au jour de sa notification ». */
function takeMoment(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      if (cursor.take('a', 'au') === null) return null;
      cursor.match(/^(?:la|l'|le)$/);
      const day = cursor.match(/^(?:date|jour|lendemain|moment)$/) !== null;
      if (day && cursor.match(/^(?:de|d'|du)$/) === null) return null;
      cursor.match(/^(?:la|l'|le|sa|son)$/);
      if (cursor.match(WHEN) === null) return null;
      for (
        let count = 0;
        count < 8 &&
        /^(?:de|du|d'|en|par|la|le|l'|les|des|a|present|avenant|vigueur|effet|parties|deux|tous|signataires)$/.test(
          cursor.key(),
        );
        count += 1
      )
        cursor.index += 1;
      return true;
    }) !== null
  );
}

/** Takes « à compter du 1er janvier 2025 », « avec effet au… »: when, which is not what. */
function takeEffect(cursor: Cursor): boolean {
  return (
    takeMoment(cursor) ||
    cursor.attempt(() => {
      const opens =
        cursor.takeAll('a', 'compter') ||
        cursor.takeAll('a', 'partir') ||
        cursor.takeAll('a', 'dater') ||
        cursor.takeAll('a', 'effet') ||
        cursor.takeAll('avec', 'effet') ||
        cursor.takeAll('prenant', 'effet') ||
        cursor.takeAll('pour', 'compter');
      if (!opens && !takeAsSoonAs(cursor)) return null;
      if (opens) {
        const how = cursor.match(/^(?:retroactif|immediat|differe)$/);
        if (cursor.match(/^(?:du|de|des|au|a|d'|le)$/) === null) return how?.key === 'immediat' ? true : null;
      }
      cursor.match(DEFINITE);
      if (takeLiteral(cursor) === null) {
        if (
          cursor.match(/^(?:date|signature|notification|entree|jour|lendemain|prise|publication)$/) === null
        )
          return null;
        while (
          !cursor.done &&
          !/^[,:;.]$/.test(cursor.key()) &&
          !/^(?:est|sont|il|par|les|le)$/.test(cursor.key())
        )
          cursor.index += 1;
        if (
          /^(?:le|les)$/.test(cursor.key()) &&
          /^(?:de|la|du)$/.test(cursor.tokens[cursor.index - 1]?.key ?? '')
        )
          cursor.index += 1;
      }
      return true;
    }) !== null
  );
}
