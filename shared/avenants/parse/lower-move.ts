import type { OutlineNode } from '#shared/document/tree.ts';
import type { Instruction } from '../model.ts';
import type { Lowering } from './lower.ts';
import type { Operation } from './operation.ts';
import { Refused } from './problems.ts';
import { stepInWords } from './step-words.ts';
import type { Step } from './surface.ts';

type Of<Op extends Operation['op']> = Extract<Operation, { op: Op }>;

/** « L’article 6 devient l’article 7 »: another number, where it stands. */
export function lowerRenumber(
  lowering: Lowering,
  { targets, names }: Of<'renumber'>,
): readonly Instruction[] {
  const places = targets.flatMap((target) => lowering.placesOf(target).map((place) => ({ place, target })));
  return places.map(({ place, target }, i): Instruction => {
    const name = names[i];
    const becomes = place.kind === 'division' ? numberedName(lowering, name, place.node) : null;
    if (place.kind !== 'division' || becomes === null)
      throw new Refused(
        'renumbering',
        'Les numéros des alinéas et des listes suivent leur ordre\u00a0: cette renumérotation se fait d’elle-même.',
      );
    return { kind: 'move-division', division: lowering.division(place.node, target), to: null, becomes };
  });
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
