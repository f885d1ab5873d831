import type { Kysely } from 'kysely';
import { first } from './0001-first.ts';
import { givenTitles } from './0002-given-titles.ts';
import { annuaireEtClausier } from './0003-annuaire-et-clausier.ts';
import { versions } from './0004-versions.ts';
import { journal } from './0005-journal.ts';
import { signature } from './0006-signature.ts';
import { acces } from './0007-acces.ts';
import { actClients } from './0008-act-clients.ts';
import { sceaux } from './0009-sceaux.ts';
import { avenants } from './0010-avenants.ts';
import { personnesEtLogos } from './0011-personnes-et-logos.ts';
import { lectureAvenants } from './0012-lecture-avenants.ts';
import { repriseAvenants } from './0013-reprise-avenants.ts';
import { vieDesActes } from './0014-vie-des-actes.ts';
import { sceauxLongueDuree } from './0015-sceaux-longue-duree.ts';
import { dossiersScelles } from './0016-dossiers-scelles.ts';
import { historique } from './0017-historique.ts';
import { etapes } from './0018-etapes.ts';
import { repriseInterrompue } from './0019-reprise-interrompue.ts';
import { propositionsGardees } from './0020-propositions-gardees.ts';
import { instantanes } from './0021-instantanes.ts';
import { ordreDesDroits } from './0022-ordre-des-droits.ts';

/** One step of the database's life. A released step is never edited: a new one is added. */
export interface Migration {
  /** Rank, from 1 without gaps. */
  readonly version: number;
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

/** Every migration, in the order in which they run. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first', up: first },
  { version: 2, name: 'given-titles', up: givenTitles },
  { version: 3, name: 'annuaire-et-clausier', up: annuaireEtClausier },
  { version: 4, name: 'versions', up: versions },
  { version: 5, name: 'journal', up: journal },
  { version: 6, name: 'signature', up: signature },
  { version: 7, name: 'acces', up: acces },
  { version: 8, name: 'act-clients', up: actClients },
  { version: 9, name: 'sceaux', up: sceaux },
  { version: 10, name: 'avenants', up: avenants },
  { version: 11, name: 'personnes-et-logos', up: personnesEtLogos },
  { version: 12, name: 'lecture-avenants', up: lectureAvenants },
  { version: 13, name: 'reprise-avenants', up: repriseAvenants },
  { version: 14, name: 'vie-des-actes', up: vieDesActes },
  { version: 15, name: 'sceaux-longue-duree', up: sceauxLongueDuree },
  { version: 16, name: 'dossiers-scelles', up: dossiersScelles },
  { version: 17, name: 'historique', up: historique },
  { version: 18, name: 'etapes', up: etapes },
  { version: 19, name: 'reprise-interrompue', up: repriseInterrompue },
  { version: 20, name: 'propositions-gardees', up: propositionsGardees },
  { version: 21, name: 'instantanes', up: instantanes },
  { version: 22, name: 'ordre-des-droits', up: ordreDesDroits },
];
