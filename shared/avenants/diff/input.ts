import type { BlockId } from '#shared/kernel/ids.ts';
import type { Grain } from '../model.ts';
import type { Places } from '../places.ts';
import type { Pairs } from './pairs.ts';

/** What is looked at: both texts, which block is which, and how fine to be where. */
export interface DiffInput {
  readonly base: Places;
  readonly edited: Places;
  readonly pairs: Pairs;
  readonly grainOf: (division: BlockId) => Grain;
  /** Whether somebody asked for the grain of a division. */
  readonly isChosen: (division: BlockId) => boolean;
  /** Whether new annexes are joined to the avenant, not quoted in it. */
  readonly joinsNew: boolean;
  /** How divisions that were abrogated before were cited. */
  readonly abrogated: ReadonlySet<string>;
}
