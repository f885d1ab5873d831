import { describe, expect, test } from 'vitest';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { clauseFile, modeleFile } from './builders.ts';
import { readProposedClause } from './clausier.ts';
import { loadLibrary } from './library.ts';
import { type KeptVersion, mergeLibrary, proposalProblems, stampClause } from './merge.ts';
import type { Clause, Library } from './model.ts';

const makeId = blockIdsFrom(() => 0.5);

function library(): Library {
  const loaded = loadLibrary([
    clauseFile('objet/base', 'Texte livré.'),
    clauseFile('duree/base', 'Durée livrée.'),
    clauseFile('duree/courte', 'Durée courte.'),
    modeleFile('essai', [
      '{ clause: objet, defaut: base }',
      '{ clause: duree, defaut: base, variantes: [courte] }',
    ]),
  ]);
  if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
  return loaded.value;
}
const shipped = library();

function clause(path: string, body: string, head = ''): Clause {
  const read = readProposedClause(clauseFile(path, body, head).source);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  return read.value;
}
const kept = (
  path: string,
  version: number,
  etat: KeptVersion['standing']['etat'] = 'approuvee',
  body = `Version ${version}.`,
): KeptVersion => ({
  clause: clause(path, body, `version: ${version}`),
  standing: { origine: 'organisation', etat },
});
const retiredShipped = (path: string): KeptVersion => {
  const found = shipped.clauses.get(path);
  if (found === undefined) throw new Error(path);
  return { clause: found, standing: { origine: 'livree', etat: 'retiree' } };
};
const offered = (path: string, versions: readonly KeptVersion[]) =>
  mergeLibrary(shipped, versions).library.clauses.get(path)?.version;
const variants = (versions: readonly KeptVersion[], famille: string) =>
  mergeLibrary(shipped, versions)
    .library.modeles.get('essai')
    ?.deroule.flatMap((step) => (step.bloc === 'clause' && step.famille === famille ? step.variantes : []));

describe('what a drafter is offered', () => {
  test.each([
    ['nothing of the organisation', [], 1],
    ['a proposed version', [kept('duree/base', 2, 'proposee')], 1],
    ['an approved one', [kept('duree/base', 2)], 2],
    ['two approved, whatever their order', [kept('duree/base', 3), kept('duree/base', 2)], 3],
    ['the last of two retired', [kept('duree/base', 2), kept('duree/base', 3, 'retiree')], 2],
    ['all retired', [kept('duree/base', 2, 'retiree')], 1],
  ])('[K2] with %s', (_case, versions, version) => {
    expect(offered('duree/base', versions)).toBe(version);
  });

  test('[K2] a shipped variant that was retired is offered no more, and leaves the modèles', () => {
    expect(offered('duree/courte', [retiredShipped('duree/courte')])).toBeUndefined();
    expect(variants([retiredShipped('duree/courte')], 'duree')).toEqual(['base']);
  });

  test('[K2] retiring a former shipped version takes nothing away', () => {
    const { clause: current } = retiredShipped('duree/courte');
    const former = { ...current, version: 0 };
    expect(
      offered('duree/courte', [{ clause: former, standing: { origine: 'livree', etat: 'retiree' } }]),
    ).toBe(1);
  });

  test('[K3] a newer shipped version does not replace an approved one of the organisation', () => {
    const own = kept('duree/base', 1, 'approuvee', 'Version de la maison.');
    const { library: merged } = mergeLibrary(shipped, [own]);
    expect(merged.clauses.get('duree/base')).toBe(own.clause);
    expect(merged.anciennes.get('duree-base')?.map(({ version }) => version)).toEqual([1]);
  });

  test('[K1] what was once offered stays readable, newest first', () => {
    const versions = [kept('duree/base', 2), kept('duree/base', 3), kept('duree/base', 4, 'proposee')];
    const { library: merged } = mergeLibrary(shipped, versions);
    expect(merged.anciennes.get('duree-base')?.map(({ version }) => version)).toEqual([2, 1]);
  });

  test('[K4] a variant of the organisation joins its family, and no other', () => {
    const own = kept('duree/longue', 1);
    expect(variants([own], 'duree')).toEqual(['base', 'courte', 'longue']);
    expect(variants([own], 'objet')).toEqual(['base']);
  });

  test('[K4] one that fits no place of a modèle stays out of it, and breaks nothing', () => {
    const lost = kept('duree/perdue', 1, 'approuvee', 'Voir [[litige]].');
    const merged = mergeLibrary(shipped, [lost]);
    expect(variants([lost], 'duree')).toEqual(['base', 'courte']);
    expect(merged.setAside).toEqual([]);
  });

  test('[K5] a wording that breaks a modèle is set aside, the shipped one stays, with the reason', () => {
    const broken = kept('duree/base', 2, 'approuvee', 'Voir [[litige]].');
    const merged = mergeLibrary(shipped, [broken]);
    expect(merged.library.clauses.get('duree/base')?.version).toBe(1);
    expect(merged.setAside.map(({ problems }) => problems[0]?.code)).toEqual(['renvoi.inconnu']);
  });

  test('[K5] a clause that a modèle needs stays although it was retired', () => {
    const merged = mergeLibrary(shipped, [retiredShipped('objet/base')]);
    expect(merged.library.clauses.has('objet/base')).toBe(true);
    expect(merged.stillNeeded.map(({ id }) => id)).toEqual(['objet-base']);
  });

  test('with nothing kept, everything is as shipped', () => {
    const merged = mergeLibrary(shipped, []);
    expect([...merged.library.clauses]).toEqual([...shipped.clauses]);
    expect([...merged.library.modeles]).toEqual([...shipped.modeles]);
  });
});

describe('a proposal', () => {
  const problems = (proposed: Clause, versions: readonly KeptVersion[] = []) =>
    proposalProblems(proposed, [...shipped.clauses.values(), ...versions.map((each) => each.clause)], {
      shipped,
      kept: versions,
      makeId,
    }).map(({ code, line }) => [code, line]);

  test('[K6] sound, has none', () => {
    expect(problems(clause('duree/base', 'Mieux dit.', 'version: 2'))).toEqual([]);
    expect(problems(clause('duree/longue', 'Plus longue.'))).toEqual([]);
  });
  test.each([
    ['a known clause under another id', 'duree/base', 'id: autre'],
    ['a new clause under a taken id', 'duree/longue', 'id: objet-base'],
  ])('[K7] %s is told', (_case, path, head) => {
    expect(problems(clause(path, 'Texte.', head))).toEqual([['id.double', 2]]);
  });
  test('[K5] one that a modèle can’t take is told with its line', () => {
    const [problem] = problems(clause('duree/base', 'Texte.\n\nVoir [[litige]].', 'version: 2'));
    expect(problem).toEqual(['renvoi.inconnu', 13]);
  });

  test('[K6] the stamp goes where the head said something else, and no line moves', () => {
    const source = clauseFile('duree/base', 'Texte.').source;
    const stamped = stampClause(source, { version: 7, date: '2026-11-21', auteur: 'Zoé "Z" : D' });
    expect(stamped?.split('\n').length).toBe(source.split('\n').length);
    const read = readProposedClause(stamped ?? '');
    expect(read.ok && [read.value.version, read.value.date, read.value.auteur]).toEqual([
      7,
      '2026-11-21',
      'Zoé "Z" : D',
    ]);
    expect(stampClause('sans tête', { version: 1, date: '2026-11-21', auteur: 'X' })).toBeNull();
  });
});
