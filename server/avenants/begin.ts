import { composeAvenant } from '#shared/avenants/compose.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import type { BeginAvenant } from '#shared/avenants/wire.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { printField } from '#shared/document/variables.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import { fillModele } from '#shared/drafting/fill.ts';
import type { Library } from '#shared/drafting/model.ts';
import type { PartyInput } from '#shared/drafting/wire.ts';
import { readParties } from '#shared/exchange/reading/parties.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { addAct } from '../drafting/index.ts';
import { frenchDay, giveRight, type SignedIn } from '../identity/index.ts';
import { type Clock, newBlockId } from '../ids.ts';
import type { Tx } from '../storage/tables.ts';
import type { Versions } from '../versions/index.ts';
import { FOR_EVER, type SignedDeps, textOn } from './signed.ts';
import { AMENDABLE, type AvenantRow, isSigned } from './store.ts';

/** What beginning an avenant needs. */
export interface BeginDeps extends SignedDeps {
  readonly versions: Pick<Versions, 'archive' | 'history'>;
  readonly clock: Clock;
  readonly library: () => Promise<Library>;
}

/** The modèle of avenants, and the clause whose place the instructions take. */
const MODELE = 'avenant';
const INSTRUCTIONS_CLAUSE = 'modification-instructions';
const INSTRUCTIONS_FIELDS = ['avenant.article', 'avenant.operation', 'avenant.redaction'];

const frenchDate = (day: string): string =>
  printField({ type: 'date', libelle: '', valeur: day }, 'texte').replaceAll('\u00a0', ' ');

const WITH_ARTICLE: readonly [RegExp, string][] = [
  [/^(?:accord|avenant)/i, 'l’'],
  [/^(?:protocole|contrat)/i, 'le '],
  [/^/, 'la '],
];

/** How the title of the avenant names its target: « la convention de partenariat … », « l’accord-cadre … ». */
function designation(title: string, qualification: string): string {
  const own = title.toLocaleLowerCase('fr').startsWith(qualification.toLocaleLowerCase('fr'));
  const name = own
    ? title.charAt(0).toLocaleLowerCase('fr') + title.slice(1)
    : `${qualification} «\u00a0${title}\u00a0»`;
  const article = WITH_ARTICLE.find(([form]) => form.test(name))?.[1] ?? '';
  return article + name;
}

/** The parties of the target, as its variables say, else as its text does. */
function partiesOf(content: ActContent): readonly PartyInput[] {
  const known = readActFacts(content).parties.map(({ input }) => input);
  if (known.length >= 2) return known;
  return readParties(content.document, content.champs).map((party) => ({
    denomination: party.name,
    sigle: party.alias[0] ?? '',
    forme: party.legalForm ?? '',
    siege: party.address ?? '',
    personnePublique: party.publicBody ?? false,
    representant: {
      civilite:
        party.representative?.civility === 'Madame'
          ? 'Madame'
          : party.representative?.civility === 'Monsieur'
            ? 'Monsieur'
            : '',
      nom: party.representative?.name ?? '',
      capacite: party.representative?.capacity ?? '',
    },
  }));
}

/** @returns « l’avenant n° 1 du 3 mai 2027 », « les avenants n° 1 du 3 mai 2027 et n° 2 du… »: those that are signed; "" for none */
function earlier(rows: readonly AvenantRow[], signedOn: ReadonlyMap<ActId, string>): string {
  const named = rows
    .filter(isSigned)
    .map(({ id, number }) => `n°\u00a0${number} du ${frenchDate(signedOn.get(id) ?? '')}`);
  const last = named.pop();
  if (last === undefined) return '';
  return named.length === 0 ? `l’avenant ${last}` : `les avenants ${named.join(', ')} et ${last}`;
}

/** The modèle, filled, with a place for the instructions where its clause was. */
function framed(content: ActContent, base: ActContent): ActContent {
  const { blocks, inside } = content.document.content.reduce<{ blocks: BlockJson[]; inside: boolean }>(
    ({ blocks, inside }, block) => {
      const starts = block.type === 'intitule';
      const now = starts ? (block.attrs.clause ?? '').startsWith(`${INSTRUCTIONS_CLAUSE}@`) : inside;
      return { blocks: now ? blocks : [...blocks, block], inside: now };
    },
    { blocks: [], inside: false },
  );
  if (inside) throw new Error('The modèle of avenants ends with its instructions.');
  const champs = Object.fromEntries(
    Object.entries(content.champs).filter(([key]) => !INSTRUCTIONS_FIELDS.includes(key)),
  );
  return composeAvenant(
    { document: { ...content.document, content: blocks }, champs },
    { articles: [], base },
  );
}

/**
 * Begins an avenant on a signed act: its own text, from the modèle, and the consolidated text to edit. Whoever holds a
 * role in the target holds it in the avenant; who begins it is its pilote.
 * @returns the avenant
 * @throws ClausierError `avenant.cible`, `avenant.consolidation`, `modele.valeurs`
 */
export async function beginAvenant(
  deps: BeginDeps,
  target: ActId,
  who: SignedIn,
  request: BeginAvenant,
): Promise<ActId> {
  const { db } = deps;
  const act = await db
    .selectFrom('acts')
    .select(['title', 'state'])
    .where('id', '=', target)
    .executeTakeFirstOrThrow();
  if (!AMENDABLE.has(act.state)) throw new ClausierError('avenant.cible');
  const library = await deps.library();
  const amended = { title: act.title, ...(await textToAmend(deps, target)) };
  return db
    .transaction()
    .execute((tx) => addAvenant(tx, { target, amended, library, who, request, now: deps.clock() }));
}

/** A signed act as an avenant finds it. */
interface Amended {
  readonly signedOn: string;
  /** The text with every signed avenant. */
  readonly content: ActContent;
  /** How that text is cited: its avenants; "" for the act as signed. */
  readonly earlier: string;
}

/** @throws ClausierError `avenant.cible`, `avenant.consolidation` */
export async function textToAmend(deps: Pick<BeginDeps, 'db' | 'versions'>, target: ActId): Promise<Amended> {
  const { act, rows, text } = await textOn(deps, target, FOR_EVER);
  const closed = await deps.db
    .selectFrom('ceremonies')
    .innerJoin('avenants', 'avenants.act_id', 'ceremonies.act_id')
    .select(['ceremonies.act_id', 'closed_at'])
    .where('target_id', '=', target)
    .where('status', '=', 'complete')
    .execute();
  const days = new Map(
    closed.flatMap(({ act_id, closed_at }) =>
      closed_at === null ? [] : [[act_id, frenchDay(closed_at)] as const],
    ),
  );
  const content = await withLiveVariables(deps, rows, text.content);
  return { signedOn: act.signedOn, content, earlier: earlier(rows, days) };
}

/**
 * Instructions are words, and what they write in the text is too. The text that was edited for the last signed avenant
 * reads the same and keeps its variables: it is the better one to go on from.
 */
async function withLiveVariables(
  { versions }: Pick<BeginDeps, 'versions'>,
  rows: readonly AvenantRow[],
  inForce: ActContent,
): Promise<ActContent> {
  const last = rows.filter(isSigned).at(-1);
  if (last === undefined) return inForce;
  const { content } = await versions.history.current(last.workingId);
  return readingHash(content) === readingHash(inForce) ? content : inForce;
}

/** What an avenant is begun with, all read before the transaction that adds it. */
interface Beginning {
  readonly target: ActId;
  /** The act as it reads with every signed avenant. */
  readonly amended: Amended & { readonly title: string };
  readonly library: Library;
  readonly who: SignedIn;
  readonly request: BeginAvenant;
  readonly now: number;
}

async function addAvenant(
  tx: Tx,
  { target, amended, library, who, request, now }: Beginning,
): Promise<ActId> {
  const { last } = await tx
    .selectFrom('avenants')
    .innerJoin('acts', 'acts.id', 'avenants.act_id')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('target_id', '=', target)
    // What was given up leaves its number.
    .where('state', '!=', 'abandonne')
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  const { motif, effet } = request;
  const { qualification } = readActFacts(amended.content);
  const valeurs = {
    'avenant.numero': String(number),
    'avenant.article': '1',
    'avenant.motif': motif,
    'cible.designation': designation(amended.title, qualification),
    'cible.date': amended.signedOn,
    'cible.modifications': amended.earlier,
    ...(effet === null ? {} : { 'duree.effet': effet }),
  };
  const title = `Avenant n°\u00a0${number} à ${designation(amended.title, qualification)}`;
  const input = { titre: title, parties: partiesOf(amended.content), valeurs };
  const filled = fillModele(library, MODELE, input, newBlockId);
  if (!filled.ok)
    throw new ClausierError(
      'modele.valeurs',
      filled.error.map((problem) => `${problem.champ}\u00a0: ${problem.message}`),
    );
  const by = { author: who.person.id, organisation: who.organisation.id };
  const origin = { kind: 'acte.cree', facts: { modele: MODELE, cible: target } } as const;
  const id = await addAct(
    tx,
    {
      kind: 'avenant',
      title,
      state: 'brouillon',
      content: framed(filled.value, amended.content),
      ...by,
      origin,
    },
    now,
  );
  const workingId = await addAct(
    tx,
    {
      kind: 'convention',
      title: amended.title,
      state: 'brouillon',
      content: amended.content,
      parent: id,
      ...by,
    },
    now,
  );
  await tx
    .insertInto('avenants')
    .values({
      act_id: id,
      target_id: target,
      working_id: workingId,
      number,
      base_hash: readingHash(amended.content),
      instructions: null,
      created_at: now,
    })
    .execute();
  const rights = await tx
    .selectFrom('rights')
    .select(['person_id', 'organisation_id', 'role', 'expires_at'])
    .where('act_id', '=', target)
    .execute();
  const own = { actId: id, personId: who.person.id, organisationId: who.organisation.id };
  await giveRight(tx, { ...own, role: 'pilote' }, now);
  for (const right of rights) {
    if (right.person_id === who.person.id || right.expires_at !== null) continue;
    const theirs = { actId: id, personId: right.person_id, organisationId: right.organisation_id };
    await giveRight(tx, { ...theirs, role: right.role }, now);
  }
  return id;
}
