import { splitHead } from '#shared/drafting/yaml.ts';
import { unwrap } from './unwrap.ts';

/** Lines that change with every version, and say nothing of the clause. */
const STAMP = /^(version|date|auteur): .*$\n?/gm;

/** A part of two versions, to be compared. */
interface ComparedPart {
  readonly name: string;
  readonly old: string;
  readonly fresh: string;
}

/** @returns what of two sources is worth comparing: the text, then the head without its stamp */
export function comparedParts(from: string, to: string): readonly ComparedPart[] {
  const [old, fresh] = [from, to].map((source) => {
    const split = splitHead(source);
    return split === null
      ? { head: '', body: source.trim() }
      : { head: `${split.head}\n`.replace(STAMP, '').trim(), body: unwrap(split.body.trim()) };
  });
  return [
    { name: 'Texte', old: old?.body ?? '', fresh: fresh?.body ?? '' },
    { name: 'En-tête', old: old?.head ?? '', fresh: fresh?.head ?? '' },
  ];
}
