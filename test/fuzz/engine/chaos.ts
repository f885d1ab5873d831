import * as Y from 'yjs';
import { CONTENT_FRAGMENT, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { FORGED } from './ledger.ts';
import type { World } from './run.ts';

/** Accidents, by weight. */
const ACCIDENTS: readonly (readonly [weight: number, happen: (world: World) => void])[] = [
  [6, ({ random, pages }) => random.pick(pages)?.connection?.cut()],
  [
    3,
    ({ random, pages }) => {
      const connection = random.pick(pages)?.connection;
      connection?.stall();
      setTimeout(() => connection?.resume(), random.int(1_500));
    },
  ],
  [2, ({ random, processes }) => random.pick(processes)?.crash()],
  [2, ({ random, processes }) => void random.pick(processes)?.stop()],
  [
    2,
    ({ random, processes, fanout }) => {
      const name = random.pick(processes)?.name;
      if (name === undefined) return;
      fanout.parted.add(name);
      setTimeout(() => fanout.parted.delete(name), random.int(2_500));
    },
  ],
  [
    2,
    ({ random, fanout }) => {
      fanout.setHealth('lost');
      setTimeout(() => fanout.setHealth('ok'), random.int(2_000));
    },
  ],
  [
    2,
    ({ random, processes }) => {
      const process = random.pick(processes);
      if (!process) return;
      process.diskFull = true;
      setTimeout(() => {
        process.diskFull = false;
      }, random.int(2_000));
    },
  ],
  [
    2,
    ({ random, processes }) => {
      const process = random.pick(processes);
      if (process) process.clockOffset = (random.int(3) - 1) * 3_600_000;
    },
  ],
  [2, ({ random, pages }) => random.pick(pages)?.reload()],
  [2, (world) => editAsServer(world)],
  [2, (world) => forge(world)],
];
const TOTAL = ACCIDENTS.reduce((sum, [weight]) => sum + weight, 0);

function editAsServer({ random, processes, actId }: World): void {
  random
    .pick(processes)
    ?.hub.edit(actId, (doc) => {
      const value = { type: 'texte', libelle: 'Serveur', valeur: String(random.int(999)) };
      doc.getMap(FIELDS_MAP).set('serveur.n', value);
      return true;
    })
    // The act could not be opened: the disk refuses, or the process stops.
    .catch(() => undefined);
}

/** Somebody sends what no page of ours sends; none of it may enter the log. */
function forge({ random, pages, owners }: World): void {
  const thief = random.pick(pages);
  if (thief?.connection == null) return;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(thief.doc));
  const before = Y.encodeStateVector(doc);
  const roll = random.next();
  const others = [...owners].filter(([client, owner]) => {
    return owner !== thief.who.person.id && Y.getState(doc.store, client) > 0;
  });
  const victim = random.pick(others);
  if (roll < 0.6 && victim !== undefined) doc.clientID = victim[0];
  else owners.set(doc.clientID, thief.who.person.id);
  const fragment = doc.getXmlFragment(CONTENT_FRAGMENT);
  if (roll < 0.6) {
    // Under the id of somebody else, or nothing when nobody else has written.
    if (victim === undefined) return;
    const forged = { type: 'texte', libelle: 'Forgé', valeur: FORGED };
    doc.getMap(FIELDS_MAP).set('essai.n0', forged);
  } else if (roll < 0.8) fragment.insert(0, [new Y.XmlElement('script')]);
  else doc.getMap(FIELDS_MAP).set('essai.n0', { html: '<script>' });
  const update = Y.encodeStateAsUpdate(doc, before);
  thief.forge(roll > 0.95 ? update.slice(0, update.length >> 1) : update);
}

/** Has accidents happen. @returns what ends the bad weather and mends everything */
export function chaosOf(world: World): { stop: () => void } {
  const { random, fanout, hazards, processes, pages } = world;
  let stopped = false;
  const weather = random.pick([0, 0.05, 0.3]) ?? 0;
  fanout.weather.drop = weather;
  fanout.weather.duplicate = weather / 2;
  fanout.weather.reorder = weather / 2;
  fanout.weather.delay = random.pick([5, 40, 400]) ?? 5;
  const next = () => {
    setTimeout(() => {
      if (stopped) return;
      let roll = random.int(TOTAL);
      for (const [weight, happen] of ACCIDENTS) {
        roll -= weight;
        if (roll >= 0) continue;
        happen(world);
        break;
      }
      next();
    }, 20 + random.int(500));
  };
  next();
  return {
    stop: () => {
      stopped = true;
      hazards.crash = 0;
      Object.assign(fanout.weather, { drop: 0, duplicate: 0, reorder: 0 });
      fanout.parted.clear();
      fanout.setHealth('ok');
      for (const process of processes) if (process) process.diskFull = false;
      for (const page of pages) {
        page.typing = false;
        page.mended = true;
        // A bare provider's line was bad: it comes back on a good one.
        page.connection?.cut();
      }
    },
  };
}
