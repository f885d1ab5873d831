import { z } from 'zod';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { PrintLogo } from '#shared/exchange/print/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, VersionId } from '#shared/kernel/ids.ts';
import { buildEvidence, type Evidence } from '#shared/signature/evidence.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import { SEALED_FILES, sealLevel } from '#shared/signature/seal.ts';
import type { Version } from '#shared/versions/wire.ts';
import { logosOf } from '../exchange/index.ts';
import type { Logger } from '../http/log.ts';
import { appendEvent, readJournal } from '../identity/index.ts';
import { type Clock, newSealId } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { type CertificateFacts, certificateFacts, type Sealer } from './certificate/sealer.ts';
import { MaterialRefused } from './longterm/gather.ts';
import type { PdfThread, Preparation } from './pdf/pool.ts';
import { lengthenSealed, type SealedPdf, sealPdf, stampLater } from './seal.ts';
import {
  addLongTermFile,
  addSeal,
  addStampedFile,
  awaitingMaterial,
  awaitingSeal,
  awaitingTimestamp,
  endMaterial,
  keepCertificate,
  knownCertificates,
  type StoredSeal,
  sealByCeremony,
  sealById,
  sealedBytes,
} from './store.ts';
import { type TimestampAuthority, TimestampRefused } from './timestamp/authority.ts';
import { examine } from './verify/examine.ts';

/** What the pages of a sealed PDF are made from. */
export interface SealedPages {
  readonly title: string;
  readonly parties: readonly string[];
  readonly logos: readonly PrintLogo[];
  readonly version: Version;
  readonly content: ActContent;
  readonly evidence: Evidence;
  readonly certificate: CertificateFacts & { readonly development: boolean };
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A PDF whose last page is the page of signatures, with the place of the seal on it. */
export interface ComposedPages {
  readonly pdf: Uint8Array;
  readonly box: Preparation['signature']['box'];
}

/** What sealing needs of the rest of the server. */
export interface SealsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly thread: PdfThread;
  readonly sealer: () => Promise<Sealer>;
  readonly authority: TimestampAuthority | null;
  /** The act's ceremony that is open or complete; `null` when there is none. */
  readonly ceremonyOf: (actId: ActId) => Promise<Ceremony | null>;
  /** A version with its text, checked against its hash. */
  readonly readVersion: (
    actId: ActId,
    versionId: VersionId,
  ) => Promise<{ readonly version: Version; readonly content: ActContent }>;
  readonly compose: (pages: SealedPages) => Promise<ComposedPages>;
}

const partiesSchema = z.array(z.string());

/** How often what could not be done is tried again. */
const AGAIN_MS = 5 * 60_000;

/** Seals what is signed, once, and what could not be sealed or stamped when it can be. */
export class Seals {
  readonly #deps: SealsDeps;
  readonly #running = new Map<ActId, Promise<StoredSeal>>();
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(deps: SealsDeps) {
    this.#deps = deps;
  }

  /**
   * Seals an act whose signatures are complete; one that is sealed already is left as it is (rule C11). Nothing is
   * written until the whole file is there and has been checked; then all of it, or nothing.
   * @throws ClausierError `sceau.impossible` when it can't be done now: it is tried again later
   */
  sealAct(actId: ActId): Promise<StoredSeal> {
    const running = this.#running.get(actId);
    if (running !== undefined) return running;
    const work = this.#seal(actId).finally(() => this.#running.delete(actId));
    this.#running.set(actId, work);
    return work;
  }

  async #seal(actId: ActId): Promise<StoredSeal> {
    const { db, logger } = this.#deps;
    const ceremony = await this.#deps.ceremonyOf(actId);
    if (ceremony === null) throw new ClausierError('sceau.absent');
    const existing = await sealByCeremony(db, ceremony.id);
    if (existing !== null) return existing;
    if (ceremony.status !== 'complete') throw new ClausierError('sceau.absent');
    try {
      await this.#sealCeremony(ceremony);
    } catch (cause) {
      // Another process may have been quicker.
      const made = await sealByCeremony(db, ceremony.id);
      if (made !== null) return made;
      logger.error({ err: cause, act: actId }, 'sealing failed; it will be tried again');
      throw new ClausierError('sceau.impossible', cause instanceof Error ? [cause.message] : [], { cause });
    }
    const made = await sealByCeremony(db, ceremony.id);
    if (made === null) throw new Error(`The seal of ${actId} was not written`);
    const { authority } = this.#deps;
    if (authority === null || made.awaitsTimestamp) return made;
    await this.#lengthen(made.id).catch((error: unknown) => this.#putOff(error));
    return (await sealById(db, made.id)) ?? made;
  }

  async #sealCeremony(ceremony: Ceremony): Promise<void> {
    const { db, clock, thread, authority, logger } = this.#deps;
    const { actId, versionId } = ceremony;
    const sealer = await this.#deps.sealer();
    const { version, content } = await this.#deps.readVersion(actId, versionId);
    const { parties, ...facts } = await this.#factsOf(ceremony);
    const evidence = buildEvidence({ ...facts, extent: 'scelle' });
    const certificate = { ...certificateFacts(sealer.certificate), development: sealer.development };
    const at = clock();
    const pages = await this.#deps.compose({
      title: facts.act.title,
      parties,
      logos: await logosOf(db, content.champs, parties),
      version,
      content,
      evidence,
      certificate,
      at,
    });
    const attachments = [
      {
        name: SEALED_FILES.text,
        bytes: Buffer.from(canonicalJson(content), 'utf8'),
        mimeType: 'application/json',
        description: 'Texte structuré, sous sa forme canonique',
        relationship: 'Source',
      },
      {
        name: SEALED_FILES.evidence,
        bytes: Buffer.from(JSON.stringify(evidence, null, 2), 'utf8'),
        mimeType: 'application/json',
        description: 'Éléments de preuve des signatures',
        relationship: 'Data',
      },
    ] as const;
    const sealed = await sealPdf({ ...pages, attachments }, { thread, sealer, authority }, at);
    await this.#check(sealed, sealer);
    if (sealed.refusal !== null)
      logger.warn(
        { err: sealed.refusal, act: actId },
        'sealed without a timestamp; it will be asked for again',
      );
    const whole = buildEvidence({ ...facts, extent: 'complet' });
    await db.transaction().execute(async (tx) => {
      await keepCertificate(tx, sealer, at);
      await addSeal(tx, {
        id: newSealId(),
        actId,
        ceremonyId: ceremony.id,
        at,
        fingerprint: certificate.fingerprint,
        seal: sealed.seal,
        evidence: whole,
        refused: sealed.refusal?.message ?? null,
        materialDue: authority !== null && !sealer.development,
        bytes: sealed.bytes,
        timestamp: sealed.timestamp,
      });
      await appendEvent(tx, {
        act: actId,
        at,
        person: null,
        organisation: null,
        kind: 'sceau.appose',
        facts: {
          sceau: sealed.seal,
          certificat: certificate.fingerprint,
          niveau: sealLevel({ timestamped: sealed.timestamp !== null, longTerm: false }),
        },
      });
    });
  }

  /** What leaves this server must verify by its own rules: the level told is the one found (rule P4). */
  async #check(sealed: SealedPdf, sealer: Sealer): Promise<void> {
    const found = await examine(sealed.bytes, [sealer], this.#deps.thread);
    if (found.kind !== 'scelle' || (found.timestamp === null) !== (sealed.timestamp === null))
      throw new Error(`The file just sealed does not verify (${found.kind})`);
  }

  async #factsOf(ceremony: Ceremony) {
    const { db } = this.#deps;
    const { title, kind, parties } = await db
      .selectFrom('acts')
      .select(['title', 'kind', 'parties'])
      .where('id', '=', ceremony.actId)
      .executeTakeFirstOrThrow();
    const journal = await db.transaction().execute((tx) => readJournal(tx, ceremony.actId));
    const people = await db
      .selectFrom('people')
      .innerJoin('audit', 'audit.person_id', 'people.id')
      .select(['people.id', 'people.name'])
      .distinct()
      .where('audit.act_id', '=', ceremony.actId)
      .execute();
    return {
      act: { title, kind: kind === 'avenant' ? kind : ('convention' as const) },
      ceremony,
      journal,
      parties: partiesSchema.parse(JSON.parse(parties)),
      names: new Map<string, string>(people.map(({ id, name }) => [id, name])),
    };
  }

  /** Tries what is still to be done: acts to seal, seals to stamp. What fails is left for the next time. */
  async catchUp(): Promise<void> {
    for (const actId of await awaitingSeal(this.#deps.db))
      await this.sealAct(actId).catch((error: unknown) => this.#putOff(error));
    const { authority } = this.#deps;
    if (authority === null) return;
    for (const id of await awaitingTimestamp(this.#deps.db))
      await this.#stamp(id, authority).catch((error: unknown) => this.#putOff(error));
    for (const id of await awaitingMaterial(this.#deps.db))
      await this.#lengthen(id).catch((error: unknown) => this.#putOff(error));
  }

  async #stamp(id: StoredSeal['id'], authority: TimestampAuthority): Promise<void> {
    const { db, thread, clock, logger } = this.#deps;
    const stored = await sealById(db, id);
    if (stored === null) return;
    const sealed = await sealedBytes(db, id, 1);
    const { bytes, timestamp } = await stampLater(sealed, { thread, authority }, clock());
    await db.transaction().execute((tx) => addStampedFile(tx, id, bytes, timestamp));
    logger.info({ act: stored.actId }, 'the timestamp that a seal awaited was added');
  }

  /** Rule C13: what lets the seal be checked later is added when it can be had, or never. */
  async #lengthen(id: StoredSeal['id']): Promise<void> {
    const { db, thread, clock, logger } = this.#deps;
    const stored = await sealById(db, id);
    if (stored === null || stored.file.timestamp === null) return;
    const sealed = await sealedBytes(db, id, stored.file.rank);
    const known = (await knownCertificates(db)).find(
      ({ certificate }) => Buffer.compare(certificate, stored.certificate) === 0,
    );
    if (known === undefined) return;
    try {
      const bytes = await lengthenSealed(sealed, known, thread, clock());
      await db.transaction().execute((tx) => addLongTermFile(tx, stored, bytes));
      logger.info({ act: stored.actId }, 'revocation data was added after a seal');
    } catch (error) {
      if (!(error instanceof MaterialRefused) || error.passing) throw error;
      logger.warn({ err: error, act: stored.actId }, 'no revocation data for this seal: it stays as it is');
      await endMaterial(db, id);
    }
  }

  /** Failures that are expected to pass were logged where they happened. */
  #putOff(error: unknown): void {
    if (error instanceof ClausierError && error.code === 'sceau.impossible') return;
    if (error instanceof TimestampRefused)
      this.#deps.logger.warn({ err: error }, 'the timestamp authority is still away');
    else if (error instanceof MaterialRefused)
      this.#deps.logger.warn({ err: error }, 'revocation data is still to be had');
    else this.#deps.logger.error({ err: error }, 'a seal was put off');
  }

  /** Begins to try, now and every few minutes, what is still to be done. */
  start(): void {
    const turn = () => {
      this.#round = this.catchUp().catch((error: unknown) => this.#putOff(error));
    };
    turn();
    this.#timer = setInterval(turn, AGAIN_MS).unref();
  }

  /** Ends it, once what is under way is done. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#round;
    await Promise.allSettled(this.#running.values());
  }
}
