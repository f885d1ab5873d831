import { z } from 'zod';
import type { FactEntry, OrganisationDetail, OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';
import {
  type Fiche,
  factHistories,
  heldOn,
  nameKey,
  type Representative,
} from '#shared/identity/organisation.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { newHistoryId, newOrganisationId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

const COLUMNS = [
  'id',
  'denomination',
  'sigle',
  'forme',
  'siege',
  'siren',
  'rna',
  'publique',
  'version',
  'changed_at',
] as const;

const partiesSchema = z.array(z.string());

type Presentation = OrganisationDetail['presentations'][number];

/** An organisation whole, as it is stored. */
interface StoredOrganisation {
  readonly id: OrganisationId;
  readonly version: number;
  readonly changedAt: number;
  readonly logoAt: number | null;
  readonly fiche: Fiche;
  readonly histoire: readonly FactEntry[];
  readonly presentations: readonly Presentation[];
}

function grouped<Row extends { organisation_id: OrganisationId }>(rows: readonly Row[]) {
  const groups = new Map<OrganisationId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.organisation_id);
    if (group === undefined) groups.set(row.organisation_id, [row]);
    else group.push(row);
  }
  return (id: OrganisationId): readonly Row[] => groups.get(id) ?? [];
}

/** Reads organisations with their representatives and histories. @param only one of them; all when absent */
async function read(db: Db | Tx, only?: OrganisationId): Promise<StoredOrganisation[]> {
  const of = only === undefined ? null : only;
  const rows = await db
    .selectFrom('organisations')
    .select([...COLUMNS])
    .$if(of !== null, (query) => query.where('id', '=', of))
    .execute();
  const representatives = grouped(
    await db
      .selectFrom('representatives')
      .selectAll()
      .$if(of !== null, (query) => query.where('organisation_id', '=', of))
      .orderBy('rank')
      .execute(),
  );
  const facts = grouped(
    await db
      .selectFrom('organisation_facts as fact')
      .leftJoin('people', 'people.id', 'fact.person_id')
      .select(['organisation_id', 'cle', 'libelle', 'type', 'valeur', 'date', 'source', 'at', 'people.name'])
      .$if(of !== null, (query) => query.where('organisation_id', '=', of))
      .orderBy('fact.id')
      .execute(),
  );
  const presentations = grouped(
    await db
      .selectFrom('organisation_presentations as one')
      .leftJoin('people', 'people.id', 'one.person_id')
      .select(['organisation_id', 'texte', 'date', 'at', 'people.name'])
      .$if(of !== null, (query) => query.where('organisation_id', '=', of))
      .orderBy('one.id')
      .execute(),
  );
  const logos = await db
    .selectFrom('organisation_logos')
    .select(['organisation_id', 'at'])
    .$if(of !== null, (query) => query.where('organisation_id', '=', of))
    .execute();
  const logoAt = new Map(logos.map((logo) => [logo.organisation_id, logo.at]));
  return rows.map((row) => ({
    id: row.id,
    logoAt: logoAt.get(row.id) ?? null,
    version: row.version,
    changedAt: row.changed_at,
    fiche: {
      denomination: row.denomination,
      sigle: row.sigle ?? '',
      forme: row.forme,
      siege: row.siege,
      siren: row.siren,
      rna: row.rna,
      personnePublique: row.publique === 1,
      representants: representatives(row.id).map(({ civilite, nom, capacite, du, au }) => ({
        civilite,
        nom,
        capacite,
        du,
        au,
      })),
    },
    histoire: facts(row.id).map(({ organisation_id: _, at, name, ...fact }) => ({
      ...fact,
      recordedAt: at,
      recordedBy: name,
    })),
    presentations: presentations(row.id).map(({ texte, date, at, name }) => ({
      texte,
      date,
      recordedAt: at,
      recordedBy: name,
    })),
  }));
}

function summary(stored: StoredOrganisation, today: string): OrganisationSummary {
  const faits = [...factHistories(stored.histoire).values()].flatMap((history): OrganisationFact[] => {
    const held = heldOn(history, today);
    if (held === null) return [];
    const { recordedAt: _at, recordedBy: _by, ...fact } = held;
    return [fact];
  });
  const { id, fiche, changedAt, logoAt } = stored;
  const presentation = heldOn(stored.presentations, today)?.texte ?? null;
  return { id, fiche, faits, presentation, changedAt, logoAt };
}

/**
 * @param sharedWith only the organisations that this person meets in an act, and `own`; all when `null`
 * @param today `YYYY-MM-DD`
 * @returns the annuaire, by dénomination
 */
export async function annuaire(
  db: Db,
  sharedWith: { personId: PersonId; own: OrganisationId } | null,
  today: string,
): Promise<OrganisationSummary[]> {
  const all = await read(db);
  const known = sharedWith === null ? null : await met(db, sharedWith.personId);
  return all
    .filter(({ id }) => known === null || known.has(id) || id === sharedWith?.own)
    .map((stored) => summary(stored, today))
    .sort((a, b) => a.fiche.denomination.localeCompare(b.fiche.denomination, 'fr'));
}

/** Organisations whose people take part in an act where a person holds a role. */
async function met(db: Db, personId: PersonId): Promise<ReadonlySet<OrganisationId>> {
  const rows = await db
    .selectFrom('rights as own')
    .innerJoin('rights as theirs', 'theirs.act_id', 'own.act_id')
    .select('theirs.organisation_id')
    .where('own.person_id', '=', personId)
    .distinct()
    .execute();
  return new Set(rows.map((row) => row.organisation_id));
}

/** @returns one organisation as a person sees it, but for whether they may change it; `null` when there is none */
export async function organisationDetail(
  db: Db,
  id: OrganisationId,
  personId: PersonId,
  today: string,
): Promise<Omit<OrganisationDetail, 'mayEdit'> | null> {
  const [stored] = await read(db, id);
  if (stored === undefined) return null;
  const acts = await sharedActs(db, stored, personId, Date.parse(today));
  const members = await db
    .selectFrom('memberships')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('organisation_id', '=', id)
    .where('role', '!=', 'invite')
    .executeTakeFirstOrThrow();
  const { version, histoire, presentations } = stored;
  return {
    ...summary(stored, today),
    version,
    histoire: [...histoire],
    presentations: [...presentations],
    actes: acts,
    membres: Number(members.count),
  };
}

/**
 * The acts of a person to which an organisation is a party, or in which somebody still takes part for it.
 * @param since instant from which a right that ended no longer counts, in milliseconds
 */
async function sharedActs(
  db: Db,
  { id, fiche }: Pick<StoredOrganisation, 'id' | 'fiche'>,
  personId: PersonId,
  since: number,
): Promise<OrganisationDetail['actes']> {
  const rows = await db
    .selectFrom('acts')
    .innerJoin('rights as own', 'own.act_id', 'acts.id')
    .select(({ selectFrom }) => [
      'acts.id',
      'acts.title',
      'acts.parties',
      selectFrom('rights as theirs')
        .select((eb) => eb.fn.countAll().as('count'))
        .whereRef('theirs.act_id', '=', 'acts.id')
        .where('theirs.organisation_id', '=', id)
        .where((eb) => eb.or([eb('theirs.expires_at', 'is', null), eb('theirs.expires_at', '>', since)]))
        .as('theirs'),
    ])
    .where('own.person_id', '=', personId)
    .orderBy('acts.changed_at', 'desc')
    .execute();
  const names = [fiche.sigle, fiche.denomination].filter((name) => name !== '').map(nameKey);
  return rows
    .map(({ id: actId, title, parties, theirs }) => ({
      id: actId,
      title,
      partie: partiesSchema.parse(JSON.parse(parties)).some((name) => names.includes(nameKey(name))),
      participe: Number(theirs ?? 0) > 0,
    }))
    .filter(({ partie, participe }) => partie || participe)
    .map(({ participe: _, ...act }) => act);
}

/** @throws ClausierError `organisation.double` naming the sheet that holds the name or number already (rule O2) */
async function refuseDouble(tx: Tx, fiche: Fiche, except: OrganisationId | null): Promise<void> {
  const others = await tx
    .selectFrom('organisations')
    .select(['id', 'denomination', 'siren', 'rna'])
    .execute();
  const details = others
    .filter(({ id }) => id !== except)
    .flatMap((other) => [
      ...(nameKey(other.denomination) === nameKey(fiche.denomination)
        ? [`dénomination\u00a0: déjà celle de «\u00a0${other.denomination}\u00a0»`]
        : []),
      ...(fiche.siren !== '' && other.siren === fiche.siren
        ? [`SIREN\u00a0: déjà celui de «\u00a0${other.denomination}\u00a0»`]
        : []),
      ...(fiche.rna !== '' && other.rna === fiche.rna
        ? [`RNA\u00a0: déjà celui de «\u00a0${other.denomination}\u00a0»`]
        : []),
    ]);
  if (details.length > 0) throw new ClausierError('organisation.double', details);
}

function row(fiche: Fiche) {
  return {
    denomination: fiche.denomination,
    sigle: fiche.sigle || null,
    forme: fiche.forme,
    siege: fiche.siege,
    siren: fiche.siren,
    rna: fiche.rna,
    publique: fiche.personnePublique ? 1 : 0,
  };
}

async function writeRepresentatives(
  tx: Tx,
  id: OrganisationId,
  representants: readonly Representative[],
): Promise<void> {
  await tx.deleteFrom('representatives').where('organisation_id', '=', id).execute();
  if (representants.length > 0)
    await tx
      .insertInto('representatives')
      .values(representants.map((each, rank) => ({ organisation_id: id, rank, ...each })))
      .execute();
}

/**
 * Adds an organisation with its sheet, already tidied and checked.
 * @throws ClausierError `organisation.double`
 */
export async function addSheet(tx: Tx, fiche: Fiche, now: number): Promise<OrganisationId> {
  await refuseDouble(tx, fiche, null);
  const id = newOrganisationId();
  await tx
    .insertInto('organisations')
    .values({ id, ...row(fiche), created_at: now, changed_at: now })
    .execute();
  await writeRepresentatives(tx, id, fiche.representants);
  return id;
}

/**
 * Saves a sheet, already tidied and checked, from the version that was read (rule O7).
 * @throws ClausierError `organisation.modifiee` when it has moved since, `organisation.double`; nothing is written
 */
export async function saveSheet(
  tx: Tx,
  id: OrganisationId,
  sheet: { version: number; fiche: Fiche },
  now: number,
): Promise<void> {
  const saved = await tx
    .updateTable('organisations')
    .set({ ...row(sheet.fiche), version: sheet.version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', sheet.version)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw new ClausierError('organisation.modifiee');
  await refuseDouble(tx, sheet.fiche, id);
  await writeRepresentatives(tx, id, sheet.fiche.representants);
}

/**
 * Fills a sheet on which nothing but names stands yet: what somebody wrote there is never replaced.
 * @returns whether it was bare
 */
export async function fillBareSheet(
  tx: Tx,
  id: OrganisationId,
  sheet: Pick<Fiche, 'forme' | 'siege' | 'personnePublique' | 'representants'>,
): Promise<boolean> {
  const filled = await tx
    .updateTable('organisations')
    .set({ forme: sheet.forme, siege: sheet.siege, publique: sheet.personnePublique ? 1 : 0 })
    .where('id', '=', id)
    .where('version', '=', 1)
    .where('forme', '=', '')
    .where('siege', '=', '')
    .executeTakeFirst();
  if (filled.numUpdatedRows === 0n) return false;
  await writeRepresentatives(tx, id, sheet.representants);
  return true;
}

/** Adds one entry to the history of a fact (rule O4). */
export async function recordFact(
  db: Db | Tx,
  id: OrganisationId,
  fact: OrganisationFact,
  by: { personId: PersonId | null; at: number },
): Promise<void> {
  await db
    .insertInto('organisation_facts')
    .values({ id: newHistoryId(), organisation_id: id, ...fact, person_id: by.personId, at: by.at })
    .execute();
}

/** Adds one presentation (rule O4). */
export async function recordPresentation(
  db: Db | Tx,
  id: OrganisationId,
  presentation: { texte: string; date: string },
  by: { personId: PersonId | null; at: number },
): Promise<void> {
  await db
    .insertInto('organisation_presentations')
    .values({ id: newHistoryId(), organisation_id: id, ...presentation, person_id: by.personId, at: by.at })
    .execute();
}
