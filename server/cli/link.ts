import { addLink, personalUrl } from '../identity/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/**
 * `link <email>`: makes a new personal link for somebody known, who lost theirs or never had one. Whoever can run this
 * command holds the data already.
 * @returns one link for each organisation that the address stands for, as they may be different people
 * @throws CommandError when the address is unknown
 */
export async function link(place: Workplace, email: string): Promise<Outcome> {
  const { db } = await place.storage();
  const known = await db
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['people.id', 'people.name', 'organisations.id as organisation_id', 'organisations.denomination'])
    .where('people.email', '=', email.trim().toLowerCase())
    .orderBy('people.created_at')
    .execute();
  if (known.length === 0)
    throw new CommandError(
      `Nobody here has the address ${email}. Use the one given at the set-up or in an invitation.`,
    );
  const base = place.config.publicUrl ?? `http://localhost:${place.config.port}`;
  const links = await db.transaction().execute(async (tx) => {
    const made: { person: string; organisation: string; url: string }[] = [];
    for (const person of known) {
      const { token } = await addLink(
        tx,
        { personId: person.id, organisationId: person.organisation_id, actId: null, kind: 'operateur' },
        place.clock(),
      );
      made.push({
        person: person.name,
        organisation: person.denomination,
        url: personalUrl(base, token),
      });
    }
    return made;
  });
  return {
    json: { links },
    text: links.map(({ person, organisation, url }) => `${person}, ${organisation}\n  ${url}`).join('\n'),
  };
}
