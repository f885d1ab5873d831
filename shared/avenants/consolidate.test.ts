import { describe, expect, it } from 'vitest';
import { alinea, article, contentOf, idOf, intitule, renvoi, texte } from '#shared/document/builders.ts';
import type { ActContent, InlineJson } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { applyInstructions } from './apply.ts';
import { type AvenantToSign, beforeSigning, type TargetAct } from './before-signing.ts';
import { conflictsOf, type PendingAvenant } from './conflicts.ts';
import { abrogatedIn, avenantBlockIds, consolidate, type SignedAvenant } from './consolidate.ts';
import type { Instruction } from './model.ts';
import { readingHash } from './text/reading.ts';

const BASE = contentOf([
  article('Objet', 'La convention lie les parties.', 'Elle porte sur l’emploi.'),
  article('Durée', 'La convention expire le 31 décembre 2027.'),
]);

const words = (address: string, old: string, fresh: string): Instruction => ({
  kind: 'replace-words',
  scope: { kind: 'place', address, phrase: null },
  noun: 'mots',
  old,
  new: fresh,
  occurrence: 'only',
});
const LONGER = words('article 2', '31 décembre 2027', '31 décembre 2029');
const FIRST_LINE: Instruction = {
  kind: 'insert-alineas',
  place: { at: 'start', division: 'article 1' },
  lines: [{ kind: 'text', text: 'Elle est d’intérêt général.' }],
};
const SCOPE = words('second alinéa de l’article 1', 'l’emploi', 'l’emploi et la formation');

function after(base: ActContent, id: string, instructions: readonly Instruction[]): ActContent {
  const result = applyInstructions(base, instructions, avenantBlockIds(id));
  if (!result.ok) throw new Error(result.error[0]?.message);
  return result.value;
}

const one: SignedAvenant = {
  id: 'av1',
  number: 1,
  effect: '2026-01-01',
  baseHash: readingHash(BASE),
  instructions: [LONGER, FIRST_LINE],
};
const AFTER_ONE = after(BASE, 'av1', one.instructions);
const two: SignedAvenant = {
  id: 'av2',
  number: 2,
  effect: '2026-07-01',
  baseHash: readingHash(AFTER_ONE),
  instructions: [words('troisième alinéa de l’article 1', 'l’emploi', 'l’emploi et la formation')],
};
const INITIAL = { id: 'act', content: BASE };

describe('the text in force on a day', () => {
  it.each([
    ['2025-12-31', []],
    ['2026-01-01', ['av1']],
    ['2026-06-30', ['av1']],
    ['2026-07-01', ['av1', 'av2']],
  ])('[F1] %s: %j', (day, applied) => {
    const result = consolidate(INITIAL, [two, one], day);
    expect(result.ok && result.value.applied).toEqual(applied);
  });

  it('[R11] knows what was abrogated and not reinstated', () => {
    const gone = { ...one, instructions: [{ kind: 'delete-division', division: 'article 2' } as const] };
    const back: SignedAvenant = {
      ...two,
      instructions: [{ kind: 'reinstate-division', name: 'article 2', lines: [] }],
    };
    expect(abrogatedIn([gone])).toEqual(['article 2']);
    expect(abrogatedIn([back, gone])).toEqual([]);
  });

  it('[F2] refuses an avenant written on another text', () => {
    const wrong = { ...two, baseHash: readingHash(BASE) };
    expect(consolidate(INITIAL, [one, wrong], '2027-01-01')).toMatchObject({
      ok: false,
      error: { code: 'base', avenant: 'av2' },
    });
    expect(consolidate(INITIAL, [two], '2027-01-01')).toMatchObject({ ok: false, error: { code: 'base' } });
  });

  it('[F3] every line names the acts that wrote it, and has one id for ever', () => {
    const [a, b] = [
      consolidate(INITIAL, [one, two], '2027-01-01'),
      consolidate(INITIAL, [two, one], '2027-01-01'),
    ];
    if (!a.ok || !b.ok) throw new Error('no text');
    const named = (content: typeof a.value) =>
      content.content.document.content.map((block) => content.sources.get(block.attrs.id)?.join('+'));
    expect(named(a.value)).toEqual(['act', 'av1', 'act', 'act+av2', 'act', 'act+av1']);
    expect(a.value.content).toEqual(b.value.content);
    expect(printDocument(a.value.content)).toContain('l’emploi et la formation');
  });
});

describe('two avenants on one text', () => {
  const pending = (number: number, ...instructions: readonly Instruction[]): PendingAvenant => ({
    id: `av${number}`,
    number,
    effect: `2026-0${number}-01`,
    instructions,
  });
  it.each<readonly [string, PendingAvenant, PendingAvenant, readonly string[]]>([
    ['apart', pending(1, LONGER), pending(2, SCOPE), []],
    [
      'the same words',
      pending(1, LONGER),
      pending(2, words('article 2', 'décembre 2027', 'janvier 2028')),
      ['same-passage'],
    ],
    ['a rank that moves', pending(1, FIRST_LINE), pending(2, SCOPE), ['shifted']],
    [
      'an article that goes',
      pending(1, { kind: 'delete-division', division: 'article 2' }),
      pending(2, LONGER),
      ['same-passage'],
    ],
    ['dates crossed', { ...pending(1, LONGER), effect: '2026-09-01' }, pending(2, SCOPE), ['dates']],
  ])('[F4] %s', (_, first, second, codes) => {
    expect(conflictsOf(BASE, first, second).map((one) => one.code)).toEqual(codes);
  });

  it('[F4] one number for two articles', () => {
    const insertion = (after: string): Instruction => ({
      kind: 'insert-divisions',
      place: { at: 'after', division: after },
      names: ['article 1-1'],
      lines: [{ kind: 'text', text: 'Article 1-1 – Moyens' }],
    });
    const found = conflictsOf(BASE, pending(1, insertion('article 1')), pending(2, insertion('article 2')));
    expect(found.map((one) => one.code)).toEqual(['same-number']);
  });
});

describe('before signing', () => {
  const party = { id: 'p1', name: 'L’Union', capacity: 'Présidente', successorOf: null };
  const target: TargetAct = {
    signed: true,
    content: BASE,
    effect: '2025-01-01',
    end: '2027-12-31',
    noticeSince: null,
    parties: [party],
    lastNumber: 0,
  };
  const avenant: AvenantToSign = {
    id: 'av1',
    number: 1,
    effect: '2026-01-01',
    instructions: [LONGER],
    baseHash: readingHash(BASE),
    signedOn: '2025-11-01',
    parties: [party],
    standAlone: false,
  };
  const codes = (t: Partial<TargetAct>, a: Partial<AvenantToSign>, pending: readonly PendingAvenant[] = []) =>
    beforeSigning({ ...target, ...t }, { ...avenant, ...a }, pending).map((one) => one.code);

  it.each<readonly [string, Partial<TargetAct>, Partial<AvenantToSign>, readonly string[]]>([
    ['nothing', {}, {}, []],
    ['a draft', { signed: false }, {}, ['target-not-signed']],
    [
      'an act that expired',
      {},
      { signedOn: '2028-01-02', effect: '2028-01-02' },
      ['target-expired', 'target-not-in-force'],
    ],
    ['an effect before the act', {}, { effect: '2024-01-01' }, ['target-not-in-force', 'retroactive']],
    ['a notice', { noticeSince: '2025-10-01' }, {}, ['target-in-notice']],
    ['another text', {}, { baseHash: 'x' }, ['base-changed']],
    ['no effect', {}, { effect: null }, ['no-effect']],
    ['a number skipped', { lastNumber: 3 }, {}, ['number']],
    ['a party missing', {}, { parties: [] }, ['parties']],
    ['a successor', {}, { parties: [{ ...party, id: 'p9', successorOf: 'p1' }] }, []],
    ['another capacity', {}, { parties: [{ ...party, capacity: 'Secrétaire général' }] }, ['capacity']],
    ['words that are not there', {}, { instructions: [words('article 2', '2031', '2032')] }, ['selector']],
    ['nothing to sign', {}, { instructions: [] }, ['empty']],
    ['stand-alone provisions', {}, { instructions: [], standAlone: true }, []],
  ])('[F5] tells %s', (_, t, a, expected) => {
    expect(codes(t, a)).toEqual(expected);
  });

  it('[F5] tells another avenant on the same passage', () => {
    expect(codes({}, {}, [{ id: 'av9', number: null, effect: null, instructions: [LONGER] }])).toEqual([
      'pending',
    ]);
  });

  it('[F5] tells references and terms that would be left without what they name', () => {
    const duree = intitule('Durée', {
      id: idOf('duree'),
      genre: 'article',
      prefixe: 'Article ',
      compteur: '1',
      separateur: ' – ',
    });
    const definition: InlineJson = {
      type: 'text',
      text: 'Comité',
      marks: [{ type: 'terme', attrs: { defId: 't1', genre: 'terme' } }],
    };
    const content = contentOf([
      article(
        'Objet',
        alinea([texte('Voir '), renvoi('duree0000000', 'nom', 'article 2'), texte('. Le Comité siège.')]),
      ),
      duree,
      alinea([definition, texte(' désigne le comité de pilotage.')]),
    ]);
    const instructions: readonly Instruction[] = [{ kind: 'delete-division', division: 'article 2' }];
    const found = beforeSigning(
      { ...target, content },
      { ...avenant, baseHash: readingHash(content), instructions },
      [],
    );
    // Each with the passage that is left without what it names.
    const passage = content.document.content[1]?.attrs.id;
    expect(found.map(({ code, block }) => [code, block])).toEqual([
      ['reference', passage],
      ['term', passage],
    ]);
  });
});
