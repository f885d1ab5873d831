import type { OutlineNode } from '#shared/document/tree.ts';
import type { Instruction } from '../model.ts';
import type { Place } from './found.ts';
import type { Lowering } from './lower.ts';
import { labelKey, sameStyle } from './number-order.ts';
import type { Operation } from './operation.ts';
import { labelsOf, type Target } from './paths.ts';
import { Refused } from './problems.ts';
import { stepInWords } from './step-words.ts';
import type { Step } from './surface.ts';

type Of<Op extends Operation['op']> = Extract<Operation, { op: Op }>;

/** « L’article 6 devient l’article 7 »: another number, where it stands. */
export function lowerRenumber(
  lowering: Lowering,
  { targets, names }: Of<'renumber'>,
): readonly Instruction[] {
  const each = targets.flatMap(({ head, ...where }) =>
    labelsOf(head).map((first): Target => ({ ...where, head: { first, last: null } })),
  );
  const places = each.flatMap((target) => lowering.placesOf(target).map((place) => ({ place, target })));
  return places.map(({ place, target }, i): Instruction => {
    const name = names[i];
    const item =
      place.kind === 'lines' && name?.kind === 'label' ? renumberedItem(lowering, place, name) : null;
    if (item !== null) return item;
    const becomes = place.kind === 'division' ? numberedName(lowering, name, place.node) : null;
    if (place.kind !== 'division' || becomes === null)
      throw new Refused(
        'renumbering',
        'Seuls une division et un élément de liste prennent un autre numéro\u00a0: dites où va cet alinéa (« est déplacé après… »).',
      );
    return { kind: 'move-division', division: lowering.division(place.node, target), to: null, becomes };
  });
}

/**
 * « Le 3° devient le 2° »: its line, under the other number. Null where it has no number, or holds what a quotation
 * can't say again (formatting, a reference, a variable).
 */
function renumberedItem(
  lowering: Lowering,
  { start }: Extract<Place, { kind: 'lines' }>,
  { label }: Extract<Step, { kind: 'label' }>,
): Instruction | null {
  const { places } = lowering.locator;
  const block = places.blocks[start];
  const alinea = lowering.locator.rankedAddress(start);
  if (block?.type !== 'item' || alinea === null) return null;
  const mark = places.reader.markOf(block);
  const counter = /[\p{L}\p{N}]+/u.exec(mark)?.[0];
  const plain = (block.content ?? []).every((one) => one.type === 'text' && (one.marks ?? []).length === 0);
  if (counter === undefined || !plain || !sameStyle(mark, label)) return null;
  const fresh = mark.replace(counter, labelKey(label));
  const text = `${fresh} ${places.reader.textOf(block).text}`;
  return { kind: 'replace-alineas', alineas: [alinea], lines: [{ kind: 'text', text }] };
}

/** « article 7 », « 7 » for an article, « II A » for a division that is only a number. */
function numberedName(lowering: Lowering, name: Step | undefined, node: OutlineNode): string | null {
  const noun = lowering.locator.nounOf(node);
  if (name?.kind === 'label') return noun === '' ? name.label : `${noun} ${name.label}`;
  if (name?.kind !== 'division' || name.number === null) return null;
  return stepInWords({ ...name, noun: name.noun === '' ? noun : name.noun });
}

/** « est déplacé après… ». */
export function lowerMove(lowering: Lowering, operation: Of<'move'>): readonly Instruction[] {
  const { targets, becomes } = operation;
  const position = lowering.destination(operation);
  const places = targets.flatMap((target) => lowering.placesOf(target));
  const [place] = places;
  const [target = null] = targets;
  if (place?.kind === 'division') {
    const to = lowering.placesOf(position.target)[0];
    if (to?.kind !== 'division' || places.length > 1)
      throw new Refused(
        'not-expressible',
        'Une division se déplace avant ou après une autre\u00a0: dites laquelle.',
      );
    const at = position.at === 'start' || position.at === 'end' ? 'inside' : position.at;
    return [
      {
        kind: 'move-division',
        division: lowering.division(place.node, target),
        to: { at, division: lowering.division(to.node, position.target) },
        becomes: becomes === null ? null : numberedName(lowering, becomes, place.node),
      },
    ];
  }
  if (place?.kind !== 'lines')
    throw new Refused('not-expressible', 'Seuls des alinéas et des divisions se déplacent.');
  const runs = lowering.runs(places);
  const [run] = runs;
  if (run === undefined || runs.length > 1)
    throw new Refused(
      'apart',
      'Ces alinéas ne se suivent pas\u00a0: faites une instruction pour chaque suite.',
    );
  return [
    {
      kind: 'move-alineas',
      alineas: lowering.lines(run.start, run.end, target),
      to: lowering.linePlace(position),
    },
  ];
}
