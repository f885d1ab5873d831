import type { ActContent } from '#shared/document/model.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { addActs } from '../drafting/index.ts';
import { addPerson, addSession, findOrAddOrganisation } from '../identity/index.ts';
import { newBlockId } from '../ids.ts';
import type { Tx } from '../storage/tables.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/** Rows per statement, under the databases' limits of bound parameters. */
const ROWS_PER_INSERT = 1_000;
/** Characters of one paragraph, about. */
const PARAGRAPH =
  'Les parties conviennent de se réunir au moins une fois par semestre afin d’examiner l’avancement des actions engagées, d’en mesurer les effets auprès des publics accompagnés et d’arrêter ensemble les priorités de la période suivante. ';

/** How much to make. */
export interface FixtureSize {
  readonly acts: number;
  readonly people: number;
  /** Paragraphs of each act: 12 to the page, about. */
  readonly paragraphs: number;
}

/** The most that one call makes: beyond, it is a mistake of typing. */
const MOST: FixtureSize = { acts: 20_000, people: 5_000, paragraphs: 5_000 };
const MOST_RIGHTS = 1_000_000;

/** @throws CommandError for what is no size */
export function readSize(options: { acts: string; people: string; paragraphs: string }): FixtureSize {
  const read = (name: keyof FixtureSize) => {
    const value = Number(options[name]);
    if (!Number.isInteger(value) || value < 1 || value > MOST[name])
      throw new CommandError(`--${name}: give a whole number from 1 to ${MOST[name]}.`);
    return value;
  };
  const size = { acts: read('acts'), people: read('people'), paragraphs: read('paragraphs') };
  if (size.acts * size.people > MOST_RIGHTS)
    throw new CommandError(`Everybody writes every act: --acts times --people is at most ${MOST_RIGHTS}.`);
  return size;
}

/**
 * `fixture`: acts, people who may all write all of them, and an open session for each, for a load generator. The
 * sessions it prints are keys: never on a server in production.
 * @throws CommandError in production
 */
export async function fixture(place: Workplace, size: FixtureSize): Promise<Outcome> {
  if (place.config.production)
    throw new CommandError(
      'Not on a server in production (NODE_ENV=production): this would print keys to its acts.',
    );
  const { db } = await place.storage();
  const now = place.clock();
  const made = await db.transaction().execute(async (tx) => {
    const organisationId = await findOrAddOrganisation(
      tx,
      { denomination: 'Banc d’essai', sigle: 'BE' },
      now,
    );
    const people: { id: PersonId; name: string; email: string; cookie: string }[] = [];
    for (let rank = 1; rank <= size.people; rank += 1) {
      const who = { name: `Personne ${rank}`, email: `personne-${rank}-${now}@essai.example` };
      const id = await addPerson(tx, who, organisationId, now, 'membre');
      const token = await addSession(tx, { personId: id, organisationId, linkId: null }, now);
      people.push({ id, ...who, cookie: `clausier_session=${token}` });
    }
    const titles = Array.from({ length: size.acts }, (_, rank) => `Convention ${rank + 1}`);
    const ids = await addActs(
      tx,
      titles.map((title) => ({ kind: 'convention', title, state: 'brouillon', author: null })),
      contentOf(size.paragraphs),
      now,
    );
    const acts = ids.map((id) => ({ id }));
    await giveAll(tx, acts, people, organisationId, now);
    return { acts, people };
  });
  const text = `${made.acts.length} acts that ${made.people.length} people may all write. Their sessions are printed with --json.`;
  return { json: made, text };
}

async function giveAll(
  tx: Tx,
  acts: readonly { id: ActId }[],
  people: readonly { id: PersonId }[],
  organisationId: OrganisationId,
  now: number,
): Promise<void> {
  const rows = acts.flatMap((act) =>
    people.map((person) => ({
      act_id: act.id,
      person_id: person.id,
      organisation_id: organisationId,
      role: 'redacteur' as const,
      created_at: now,
    })),
  );
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT)
    await tx
      .insertInto('rights')
      .values(rows.slice(i, i + ROWS_PER_INSERT))
      .execute();
}

function contentOf(paragraphs: number): ActContent {
  return {
    document: {
      type: 'doc',
      content: [
        {
          type: 'titre',
          attrs: { id: newBlockId(), role: 'principal' },
          content: [{ type: 'text', text: 'Convention d’essai' }],
        },
        ...Array.from({ length: paragraphs }, () => ({
          type: 'alinea' as const,
          attrs: { id: newBlockId(), retrait: 0, aVerifier: false },
          content: [{ type: 'text' as const, text: PARAGRAPH }],
        })),
      ],
    },
    champs: {},
  };
}
