import type { ActContent, Fields } from '#shared/document/model.ts';
import { FAMILIES, type Family } from '#shared/document/schema/vocabulary.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { ConditionFacts } from './condition.ts';
import { FAMILY_NAMES } from './families.ts';
import { printedVariables } from './map-inlines.ts';
import { type DraftParty, factOwner } from './parties.ts';

/** What drafting can read back from an act, to fill a clause as if the act were being begun. */
export interface ActFacts {
  /** The word by which the act calls itself. */
  readonly qualification: string;
  readonly parties: readonly DraftParty[];
  readonly facts: ConditionFacts;
  /** Headings by family and by id of their clause. */
  readonly targets: ReadonlyMap<string, BlockId>;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** @returns the family that a heading's words name plainly (« Durée »), for divisions that no clause made */
function familyNamed(words: string): Family | null {
  return FAMILIES.find((famille) => fold(FAMILY_NAMES[famille]) === fold(words)) ?? null;
}

/** @param owner ends the label of each, to tell whose fact it is */
function factsOf(champs: Fields, base: string, owner: string): OrganisationFact[] {
  const prefix = `${base}.faits.`;
  return Object.entries(champs).flatMap(([chemin, field]) => {
    const cle = chemin.startsWith(prefix) ? chemin.slice(prefix.length) : '';
    if (cle === '' || cle.includes('.') || field.valeur === null) return [];
    const { type, libelle, valeur } = field;
    if (type !== 'entier' && type !== 'montant' && type !== 'texte') return [];
    const date = champs[`${chemin}.date`]?.valeur ?? '';
    const source = champs[`${chemin}.source`]?.valeur ?? '';
    return [
      {
        cle,
        libelle: libelle.endsWith(owner) ? libelle.slice(0, -owner.length) : libelle,
        type,
        valeur,
        date,
        source,
      },
    ];
  });
}

/** @returns the parties that `champs` hold, in the order of their keys (`p1`, `p2`…) */
function partiesOf(champs: Fields): DraftParty[] {
  const ids = Object.keys(champs).flatMap((key) => /^partie\.(\w+)\.denomination$/.exec(key)?.[1] ?? []);
  return ids
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
    .map((id) => {
      const base = `partie.${id}`;
      const value = (name: string) => champs[`${base}.${name}`]?.valeur ?? '';
      const civilite = value('representant.civilite');
      const engagements = Object.keys(champs)
        .filter((key) => key.startsWith(`${base}.engagements.`))
        .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
        .map((key) => champs[key]?.valeur ?? '');
      return {
        id,
        input: {
          denomination: value('denomination'),
          sigle: value('sigle'),
          forme: value('forme'),
          siege: value('siege'),
          siren: value('siren'),
          rna: value('rna'),
          personnePublique: value('publique') === 'oui',
          representant: {
            civilite: civilite === 'Madame' || civilite === 'Monsieur' ? civilite : '',
            nom: value('representant.nom'),
            capacite: value('representant.capacite'),
            delegation: { delegant: value('representant.delegant'), acte: value('representant.acte') },
          },
          presentation: value('presentation'),
          faits: factsOf(
            champs,
            base,
            factOwner({ denomination: value('denomination'), sigle: value('sigle') }),
          ),
          engagements,
        },
      };
    });
}

/** Words by which acts call themselves, the longer first. */
const QUALIFICATIONS = [
  'convention-cadre',
  'convention',
  'accord-cadre',
  'accord',
  'avenant',
  'protocole',
  'contrat',
  'charte',
] as const;

/** What an act calls itself most often (« la présente convention »), else what its title says, else a convention. */
function qualificationOf(content: ActContent): string {
  let text = '';
  let title = '';
  for (const block of content.document.content) {
    if (!('content' in block) || block.type === 'table') continue;
    for (const inline of block.content ?? [])
      if (inline.type === 'text') {
        text += inline.text;
        if (block.type === 'titre') title += ` ${inline.text}`;
      }
    text += '\n';
  }
  const counted = QUALIFICATIONS.map((word) => ({
    word,
    count: text.match(new RegExp(`présente?\\s${word}(?![\\p{L}-])`, 'giu'))?.length ?? 0,
  })).sort((a, b) => b.count - a.count);
  const most = counted[0];
  if (most !== undefined && most.count > 0) return most.word;
  return (
    QUALIFICATIONS.find((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(title)) ??
    'convention'
  );
}

/** `champs` with what the text prints first, in its order: `champs` itself has none. */
function inOrderOfText({ document, champs }: ActContent): Fields {
  const printed = [...printedVariables(document.content)].filter((chemin) => Object.hasOwn(champs, chemin));
  const first = printed.flatMap((chemin) => {
    const field = champs[chemin];
    return field === undefined ? [] : [[chemin, field] as const];
  });
  return { ...Object.fromEntries(first), ...champs };
}

/** Reads an act back; see `ActFacts`. */
export function readActFacts(content: ActContent): ActFacts {
  const parties = partiesOf(inOrderOfText(content));
  const targets = new Map<string, BlockId>();
  const familles = new Set<string>();
  for (const block of content.document.content) {
    if (block.type === 'visa') familles.add('visas');
    if (block.type === 'considerant') familles.add('considerants');
    if (block.type === 'signataire') familles.add('signature');
    if (block.type !== 'intitule') continue;
    const { id, famille, clause } = block.attrs;
    const words = (block.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
    const known = famille ?? familyNamed(words);
    if (known !== null) {
      familles.add(known);
      if (!targets.has(known)) targets.set(known, id);
    }
    const made = clause?.split('@')[0];
    if (made !== undefined && made !== '') targets.set(made, id);
  }
  return {
    qualification: qualificationOf(content),
    parties,
    facts: {
      valeurs: Object.fromEntries(Object.entries(content.champs).map(([key, field]) => [key, field.valeur])),
      parties: parties.length,
      publique: parties.some((each) => each.input.personnePublique),
      familles,
    },
    targets,
  };
}
