import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import { personWithDe } from '#shared/document/names.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { applyInstructions, checkInstructions } from './apply.ts';
import { conflictsOf, type PendingAvenant } from './conflicts.ts';
import { avenantBlockIds } from './consolidate.ts';
import { dayInWords } from './dates.ts';
import { isTextBlock } from './text/line.ts';
import { readingHash } from './text/reading.ts';

/** A party as an avenant names it. `successorOf`: the party of the target that it took over from, with an act that says so. */
export interface AvenantParty {
  readonly id: string;
  readonly name: string;
  /** In what capacity its signatory acts: « Président ». */
  readonly capacity: string | null;
  readonly successorOf: string | null;
}

/** The act that an avenant amends, as it stands. */
export interface TargetAct {
  readonly signed: boolean;
  /** The text in force, avenants that have effect included. */
  readonly content: ActContent;
  /** First and last day in force, `YYYY-MM-DD`; null when the text does not say. */
  readonly effect: string | null;
  readonly end: string | null;
  /** Day on which a notice of termination was given; null for none. */
  readonly noticeSince: string | null;
  readonly parties: readonly AvenantParty[];
  /** The highest number given to a signed avenant, 0 for none. */
  readonly lastNumber: number;
}

/** The avenant about to be signed. */
export interface AvenantToSign extends PendingAvenant {
  readonly baseHash: string;
  /** Day of signature, `YYYY-MM-DD`; null while nobody has said. */
  readonly signedOn: string | null;
  readonly parties: readonly AvenantParty[];
  /** Whether it has provisions of its own beside its instructions. */
  readonly standAlone: boolean;
}

const SIGNING_CODES = [
  'target-not-signed',
  'target-expired',
  'target-in-notice',
  'target-not-in-force',
  'base-changed',
  'no-effect',
  'retroactive',
  'number',
  'parties',
  'capacity',
  'selector',
  'pending',
  'reference',
  'term',
  'empty',
] as const;

/** Something to settle before signing. `blocking` keeps the avenant from being signed; the rest is told. */
export interface SigningFinding {
  readonly code: (typeof SIGNING_CODES)[number];
  readonly blocking: boolean;
  /** Rank of the instruction concerned, null for none. */
  readonly instruction: number | null;
  /** The block concerned, in the text that the avenant amends; null for none. */
  readonly block: BlockId | null;
  readonly message: string;
}

type Finding = (code: SigningFinding['code'], message: string, instruction?: number) => SigningFinding;
const blocking: Finding = (code, message, instruction) => ({
  code,
  blocking: true,
  instruction: instruction ?? null,
  block: null,
  message,
});
const advice: Finding = (code, message, instruction) => ({
  ...blocking(code, message, instruction),
  blocking: false,
});

function ofTarget(target: TargetAct, avenant: AvenantToSign): readonly SigningFinding[] {
  const found: SigningFinding[] = [];
  if (!target.signed)
    found.push(
      blocking('target-not-signed', 'L’acte visé n’est pas signé\u00a0: modifiez-en directement le texte.'),
    );
  const day = avenant.signedOn;
  if (target.end !== null && day !== null && day > target.end)
    found.push(
      blocking(
        'target-expired',
        `L’acte a expiré le ${dayInWords(target.end)}\u00a0: un avenant ne le fait pas revivre, concluez un nouvel acte (C. civ., art. 1213).`,
      ),
    );
  if (avenant.effect === null)
    found.push(
      advice(
        'no-effect',
        'L’avenant ne donne pas le jour où il prend effet\u00a0: ce sera celui de la dernière signature. Préférez une date.',
      ),
    );
  else {
    const early = target.effect !== null && avenant.effect < target.effect;
    const late = target.end !== null && avenant.effect > target.end;
    if (early || late)
      found.push(
        blocking(
          'target-not-in-force',
          `L’acte n’est pas en vigueur le ${dayInWords(avenant.effect)}\u00a0: corrigez la date d’effet de l’avenant.`,
        ),
      );
    if (day !== null && avenant.effect < day)
      found.push(
        advice(
          'retroactive',
          `L’avenant prend effet le ${dayInWords(avenant.effect)}, avant sa signature\u00a0: confirmez que c’est voulu.`,
        ),
      );
  }
  if (target.noticeSince !== null)
    found.push(
      blocking(
        'target-in-notice',
        `Une résiliation est en cours depuis le ${dayInWords(target.noticeSince)}\u00a0: levez-la avant de modifier l’acte.`,
      ),
    );
  if (avenant.baseHash !== readingHash(target.content))
    found.push(
      blocking(
        'base-changed',
        'Le texte en vigueur n’est plus celui sur lequel l’avenant a été écrit\u00a0: reprenez-le sur le texte actuel.',
      ),
    );
  if (avenant.number !== null && avenant.number !== target.lastNumber + 1)
    found.push(
      advice(
        'number',
        `L’avenant porte le n°\u00a0${avenant.number}, et le dernier signé le n°\u00a0${target.lastNumber}\u00a0: vérifiez la suite.`,
      ),
    );
  return found;
}

function ofParties(target: TargetAct, avenant: AvenantToSign): readonly SigningFinding[] {
  const found: SigningFinding[] = [];
  const heirOf = (id: string) => avenant.parties.find((party) => party.id === id || party.successorOf === id);
  for (const party of target.parties) {
    const heir = heirOf(party.id);
    if (heir === undefined)
      found.push(
        blocking(
          'parties',
          `${party.name} est partie à l’acte et non à l’avenant\u00a0: ajoutez-la, ou écrivez dans la présentation de qui lui succède «\u00a0venant aux droits de\u00a0», son nom et l’acte qui le dit.`,
        ),
      );
    else if (party.capacity !== null && heir.capacity !== null && party.capacity !== heir.capacity)
      found.push(
        advice(
          'capacity',
          `${heir.name} signait en qualité ${personWithDe(party.capacity)}, et signe ici en qualité ${personWithDe(heir.capacity)}\u00a0: vérifiez le pouvoir de signer.`,
        ),
      );
  }
  for (const party of avenant.parties) {
    const known = target.parties.some((one) => one.id === party.id || one.id === party.successorOf);
    if (!known)
      found.push(
        advice(
          'parties',
          `${party.name} n’est pas partie à l’acte\u00a0: dites dans l’avenant qu’elle y adhère.`,
        ),
      );
  }
  return found;
}

const inlinesOf = (blocks: readonly BlockJson[]): readonly InlineJson[] =>
  blocks.flatMap((block) => {
    if (block.type === 'table')
      return block.content.flatMap((row) => row.content.flatMap((cell) => inlinesOf(cell.content)));
    return isTextBlock(block) ? (block.content ?? []) : [];
  });

/** Terms defined in a text: their id and the words that define them. */
function termsOf(content: ActContent): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  for (const inline of inlinesOf(content.document.content)) {
    if (inline.type !== 'text') continue;
    for (const mark of inline.marks ?? [])
      if (mark.type === 'terme')
        terms.set(mark.attrs.defId, inline.text.replace(/[«»“”\s\u00a0\u202f]+/g, ' ').trim());
  }
  return terms;
}

function ofResult(target: TargetAct, avenant: AvenantToSign): readonly SigningFinding[] {
  const result = applyInstructions(target.content, avenant.instructions, avenantBlockIds(avenant.id));
  if (!result.ok) return [];
  const { content } = result.value.document;
  const ids = new Set<string>(content.map((block) => block.attrs.id));
  const before = new Set<string>(target.content.document.content.map((block) => block.attrs.id));
  const found: SigningFinding[] = [];
  for (const block of content)
    for (const inline of inlinesOf([block]))
      if (inline.type === 'renvoi' && before.has(inline.attrs.cible) && !ids.has(inline.attrs.cible))
        found.push({
          ...blocking(
            'reference',
            `Le texte renvoie encore à ${inline.attrs.libelle || 'une division'}, que l’avenant retire\u00a0: modifiez aussi le renvoi.`,
          ),
          block: block.attrs.id,
        });
  const kept = termsOf(result.value);
  const texts = content.map((block) => ({
    id: block.attrs.id,
    text: inlinesOf([block])
      .map((inline) => (inline.type === 'text' ? inline.text : ' '))
      .join(''),
  }));
  for (const [id, words] of termsOf(target.content)) {
    if (kept.has(id) || words === '') continue;
    const used = texts.find(({ text }) => text.includes(words));
    if (used !== undefined)
      found.push({
        ...blocking(
          'term',
          `L’avenant retire la définition de «\u00a0${words}\u00a0», que le texte emploie encore\u00a0: définissez ce terme ailleurs.`,
        ),
        block: used.id,
      });
  }
  return found;
}

/**
 * What keeps an avenant from being signed, or should be looked at first (domain model §3, rule F5 of RULES.md).
 * @param pending the other avenants on the same text that are not in force yet
 */
export function beforeSigning(
  target: TargetAct,
  avenant: AvenantToSign,
  pending: readonly PendingAvenant[],
): readonly SigningFinding[] {
  const selectors = checkInstructions(target.content, avenant.instructions).map((problem) =>
    blocking('selector', problem.message, problem.instruction),
  );
  const concurrent = pending.flatMap((other) =>
    conflictsOf(target.content, other, avenant).map((conflict) =>
      blocking('pending', conflict.message, conflict.second ?? undefined),
    ),
  );
  const empty =
    avenant.instructions.length === 0 && !avenant.standAlone
      ? [
          blocking(
            'empty',
            'L’avenant ne modifie rien et ne stipule rien\u00a0: modifiez le texte consolidé, ou ajoutez une stipulation.',
          ),
        ]
      : [];
  return [
    ...ofTarget(target, avenant),
    ...ofParties(target, avenant),
    ...selectors,
    ...concurrent,
    ...ofResult(target, avenant),
    ...empty,
  ];
}
