import { buildExample } from '#shared/drafting/example.ts';
import type { ExampleOrganisation, Library } from '#shared/drafting/model.ts';
import { typeset } from '#shared/drafting/typeset.ts';
import type { Membership } from '#shared/identity/roles.ts';
import type { PersonalLink } from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import {
  addLink,
  addPerson,
  claimHouse,
  fillBareSheet,
  findOrAddOrganisation,
  frenchDay,
  giveRight,
  hasMembers,
  isEmpty,
  recordFact,
  recordPresentation,
} from '../identity/index.ts';
import { newBlockId } from '../ids.ts';
import type { Tx } from '../storage/tables.ts';
import { addAct } from './store.ts';

/** Whoever asks for the example and will be pilote of its acts. */
export interface ExampleOwner {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
}

/** Keeps what was just added by its key in the example; a key that names nothing is a mistake in the templates. */
function keyed<T>(): { set(key: string, value: T): void; get(key: string): T } {
  const values = new Map<string, T>();
  return {
    set: (key, value) => void values.set(key, value),
    get: (key) => {
      const value = values.get(key);
      if (value === undefined) throw new Error(`The example names "${key}", which it does not declare.`);
      return value;
    },
  };
}

/** The sheet that the example gives an organisation: its representative is the one of the acts to which it is party. */
function sheetOf(library: Library, organisation: ExampleOrganisation) {
  const parties = library.exemple?.acts.flatMap((act) => act.input.parties) ?? [];
  const signatory = parties.find(
    (party) => typeset(party.denomination) === organisation.denomination,
  )?.representant;
  const { forme, siege, personnePublique } = organisation;
  const representants =
    signatory === undefined || signatory.nom === ''
      ? []
      : [
          {
            civilite: signatory.civilite,
            nom: signatory.nom,
            capacite: signatory.capacite,
            du: null,
            au: null,
          },
        ];
  return { forme, siege, personnePublique, representants };
}

/** The dated facts and the presentation of an organisation of the example, on a sheet that had none. */
async function recordHistory(
  tx: Tx,
  id: OrganisationId,
  organisation: ExampleOrganisation,
  owner: ExampleOwner | null,
  now: number,
): Promise<void> {
  const by = { personId: owner?.personId ?? null, at: now };
  for (const fact of organisation.faits) await recordFact(tx, id, fact, by);
  if (organisation.presentation !== undefined)
    await recordPresentation(tx, id, { texte: organisation.presentation, date: frenchDay(now) }, by);
}

/**
 * Adds the example: organisations, persons, acts, and a personal link for each person that it names. Persons are
 * always new, so that its links open nothing else.
 * @param owner becomes pilote of its acts; `null` when made on the command line
 * @param publicUrl makes the address of a personal link from its secret
 * @throws ClausierError `modele.valeurs` when the templates can't make it
 */
export async function addExample(
  tx: Tx,
  library: Library,
  owner: ExampleOwner | null,
  linkUrl: (token: string) => string,
  now: number,
): Promise<PersonalLink[]> {
  const built = buildExample(library, newBlockId);
  if (!built.ok)
    throw new ClausierError(
      'modele.valeurs',
      built.error.map((problem) => problem.message),
    );
  const example = built.value;
  const organisations = keyed<{ id: OrganisationId; name: string; vouched: boolean }>();
  const persons = keyed<{ id: PersonId; name: string; organisation: string }>();
  const acts: { id: ActId; title: string }[] = [];

  // Made on the command line in an empty server, it has nobody else to administer it than its first organisation.
  const house = owner === null && (await isEmpty(tx)) ? example.organisations[0] : undefined;

  for (const organisation of example.organisations) {
    const id = await findOrAddOrganisation(tx, organisation, now);
    // Its fictitious people never become members of an organisation that has its own, but for whoever asks for them.
    const vouched = !(await hasMembers(tx, id, owner?.personId));
    organisations.set(organisation.cle, {
      id,
      name: organisation.sigle || organisation.denomination,
      vouched,
    });
    if (organisation === house) await claimHouse(tx, id);
    const mayFill = vouched || owner?.organisationId === id;
    if (mayFill && (await fillBareSheet(tx, id, sheetOf(library, organisation))))
      await recordHistory(tx, id, organisation, owner, now);
  }
  for (const person of example.persons) {
    const organisation = organisations.get(person.organisation);
    const role: Membership =
      house?.cle === person.organisation ? 'administrateur' : organisation.vouched ? 'membre' : 'invite';
    const id = await addPerson(tx, { name: person.nom, email: person.email }, organisation.id, now, role);
    persons.set(person.cle, { id, name: person.nom, organisation: person.organisation });
  }
  for (const act of example.acts) {
    const id = await addAct(
      tx,
      {
        kind: 'convention',
        ...act,
        author: owner?.personId ?? null,
        organisation: owner?.organisationId ?? null,
      },
      now,
    );
    acts.push({ id, title: act.title });
    for (const right of act.rights)
      await giveRight(
        tx,
        {
          actId: id,
          personId: persons.get(right.person).id,
          organisationId: organisations.get(right.organisation).id,
          role: right.role,
        },
        now,
      );
    if (owner) await giveRight(tx, { actId: id, ...owner, role: 'pilote' }, now);
  }

  const links: PersonalLink[] = [];
  for (const link of example.links) {
    const person = persons.get(link.person);
    const organisation = organisations.get(person.organisation);
    const act = acts[link.act];
    if (!act) throw new Error(`The example links to act ${link.act}, which it does not declare.`);
    const { id, token } = await addLink(
      tx,
      { personId: person.id, organisationId: organisation.id, actId: act.id, kind: 'main' },
      now,
    );
    links.push({
      id,
      person: person.name,
      organisation: organisation.name,
      role: link.role,
      actId: act.id,
      actTitle: act.title,
      url: linkUrl(token),
    });
  }
  return links;
}
