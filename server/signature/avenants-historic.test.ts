import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HistoricCard, historicSchema } from '#shared/avenants/reading/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

let server: TestApp;
let camille: TestPerson;
let tools: ReturnType<typeof avenantTools>;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  tools = avenantTools(server, camille);
});
afterEach(() => tools.close());
afterAll(() => server.dispose());

const HISTORIC = `Avenant n° 1 à la convention de partenariat

Article 1 : Objet
Le présent avenant a pour objet de prolonger la durée de la convention jusqu’au 31 décembre 2130.

Article 2 : Suivi
Après l’article 2, il est inséré un article 2-1 ainsi rédigé :
« Article 2-1 – Bilan
« Le bilan est public. »
À l’article 2, les mots : « deux fois » sont remplacés par les mots : « trois fois ».
Le sixième alinéa de l’article 2 est supprimé.

Article 3 : Rencontre
Les parties organisent ensemble une rencontre à Lyon.

Fait à Lyon, le 12 décembre 2026
`;

const says = (act: ActId, words: string) => until(async () => expect(await tools.text(act)).toContain(words));
const reading = async (answer: Response) => {
  expect(answer.status, await answer.clone().text()).toBe(200);
  return historicSchema.parse(await answer.json());
};
const paste = async (act: ActId, texte = HISTORIC) =>
  reading(await tools.post(`/api/acts/${act}/avenant/reprise`, { texte }, camille));
const decide = (act: ActId, card: HistoricCard, decision: string, proposal: number | null = null) =>
  tools.post(
    `/api/acts/${act}/avenant/reprise/carte`,
    { rank: card.rank, text: card.text, decision, proposal },
    camille,
  );
const ofKind = (cards: readonly HistoricCard[], kind: HistoricCard['kind']): HistoricCard => {
  const card = cards.find((one) => one.kind === kind);
  if (card === undefined) throw new Error(`No card is a ${kind}`);
  return card;
};

describe('a historic avenant', { timeout: 60_000 }, () => {
  it('[H7] is read as cards, carried over one by one, in any order, beside the edits already made', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    const { workingId } = await tools.detail(avenant);
    await tools.replace(workingId, 'Un comité', 'Un conseil');
    const { cards } = await paste(avenant);
    expect(cards.map(({ text }) => text).join('')).toBe(HISTORIC);

    const insertions = cards.filter(({ kind }) => kind === 'instruction');
    expect(insertions).toHaveLength(2);
    for (const card of insertions) await reading(await decide(avenant, card, 'acceptee'));
    await says(workingId, 'Un conseil se réunit trois fois par an.');
    await says(workingId, 'Article 2-1 – Bilan');
    // What follows keeps its number in the text that is edited too.
    await says(workingId, 'Article 3 – Durée');

    const question = ofKind(cards, 'question');
    expect(question.question).toContain('quel article');
    expect(question.proposals[0]?.address).toContain('article 3');
    const unplaced = await decide(avenant, question, 'acceptee');
    expect([unplaced.status, await unplaced.text()]).toEqual([409, expect.stringContaining('endroit')]);
    const after = await reading(await decide(avenant, question, 'acceptee', 0));
    expect(after.cards[question.rank]?.decision).toBe('acceptee');
    await says(workingId, 'prend fin le 31 décembre 2130');

    await says(
      avenant,
      'À l’article 3, la date du 31 décembre 2128 est remplacée par la date du 31 décembre 2130.',
    );
    expect((await tools.detail(avenant)).refusals).toEqual([]);
  });

  it('[H7] [H9] a failure has its reason; nothing is carried over twice, nor where the text says something else by now', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    const { workingId } = await tools.detail(avenant);
    const { cards } = await paste(avenant);
    expect(ofKind(cards, 'failure').problem?.message).toMatch(/alinéa/);
    const card = cards.find(({ text }) => text.includes('trois fois'));
    if (card === undefined) throw new Error('The card is not there');
    await tools.replace(workingId, 'deux fois par an', 'chaque mois');
    expect(await tools.code(decide(avenant, card, 'acceptee'))).toEqual([409, 'avenant.carte']);
    expect(await tools.text(workingId)).toContain('chaque mois');
    await reading(await decide(avenant, card, 'ecartee'));
    const back = await reading(await decide(avenant, card, 'a-decider'));
    expect(back.cards[card.rank]?.decision).toBeNull();
    // What is accepted can be taken back, until somebody edits it.
    const term = ofKind(cards, 'question');
    await reading(await decide(avenant, term, 'acceptee', 0));
    await says(workingId, '31 décembre 2130');
    const undone = await reading(await decide(avenant, term, 'a-decider'));
    expect(undone.cards[term.rank]).toMatchObject({ decision: null, canWithdraw: false });
    await says(workingId, '31 décembre 2128');
    await reading(await decide(avenant, term, 'acceptee', 0));
    await says(workingId, '31 décembre 2130');
    await tools.replace(workingId, '31 décembre 2130', '31 décembre 2131');
    expect(await tools.code(decide(avenant, term, 'a-decider'))).toEqual([409, 'avenant.carte']);
    // Decisions are about the card that was seen.
    expect(await tools.code(decide(avenant, { ...card, text: 'Autre chose.' }, 'ecartee'))).toEqual([
      409,
      'avenant.carte',
    ]);
  });

  it('[H8] its own stipulations go to the avenant, before what says when it takes effect', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    const { cards } = await paste(avenant);
    await reading(await decide(avenant, ofKind(cards, 'stand-alone'), 'gardee'));
    expect(await tools.code(decide(avenant, ofKind(cards, 'stand-alone'), 'gardee'))).toEqual([
      409,
      'avenant.carte',
    ]);
    await reading(await decide(avenant, ofKind(cards, 'failure'), 'gardee'));
    await says(avenant, 'Le sixième alinéa');
    const text = await tools.text(avenant);
    const places = [
      'Stipulations propres',
      'Les parties organisent ensemble une rencontre à Lyon.',
      'Le sixième alinéa',
      'Prise d’effet',
    ].map((words) => text.indexOf(words));
    expect(places.every((at) => at !== -1)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('[H7] is kept with the avenant, and read only by who takes part', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    await paste(avenant);
    const kept = historicSchema.parse(await tools.get(`/api/acts/${avenant}/avenant/reprise`));
    expect([kept.texte, kept.canWrite]).toEqual([HISTORIC, true]);
    const told = (await tools.detail(avenant)).findings.find(({ message }) => message.includes('à décider'));
    expect(told?.blocking).toBe(false);
    const stranger = await server.person('Nour', 'CMA France');
    expect(
      await tools.code(server.request(`/api/acts/${avenant}/avenant/reprise`, { as: stranger })),
    ).toEqual([404, 'acte.introuvable']);
  });
});

describe('how fine the instructions are', { timeout: 60_000 }, () => {
  it('[R9] is chosen for an article, kept, and read by everybody', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    const { workingId } = await tools.detail(avenant);
    await tools.replace(workingId, 'deux fois', 'trois fois');
    await until(async () => expect((await tools.detail(avenant)).articles).toHaveLength(1));
    const about = (await tools.detail(avenant)).articles[0]?.about;
    expect(about?.grain).toBe('words');
    for (const [grain, said] of [
      ['alinea', 'remplacé par les stipulations suivantes'],
      ['division', 'L’article 2 est remplacé par les stipulations suivantes'],
      ['words', 'les mots'],
    ] as const) {
      const answer = await tools.post(
        `/api/acts/${workingId}/avenant/grain`,
        { division: about?.id, grain },
        camille,
      );
      expect(answer.status, await answer.text()).toBe(204);
      expect((await tools.detail(avenant)).articles[0]?.about?.grain).toBe(grain);
      await says(avenant, said);
    }
  });
});

describe('the controls of an avenant', { timeout: 60_000 }, () => {
  it('[K9] ask of it none of the clauses of its convention', async () => {
    const avenant = await tools.begin(await tools.signedConvention());
    const { workingId } = await tools.detail(avenant);
    await tools.replace(workingId, 'deux fois', 'trois fois');
    await says(avenant, 'trois fois');
    const frozen = await tools.freeze(avenant);
    expect(frozen.status, await frozen.text()).toBe(200);
  });
});
