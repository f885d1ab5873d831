import { createdActSchema, importActSchema } from '#shared/drafting/wire.ts';
import { readJson } from '../http/body.ts';
import { giveRight, type Route, serverRoute } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { importAct } from './import-act.ts';

/** What the import needs of the rest of the server. */
export interface ExchangeDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Largest request taken, in bytes. */
  readonly maxImportBytes: number;
}

/** How texts come in. */
export function exchangeRoutes(deps: ExchangeDeps): readonly Route[] {
  return [
    serverRoute('post', '/api/acts/import', 'acte.creer', async (c, who) => {
      const request = await readJson(c, importActSchema, deps.maxImportBytes, 'any');
      const now = deps.clock();
      const { id } = await deps.db.transaction().execute(async (tx) => {
        const by = { author: who.person.id, organisation: who.organisation.id };
        const source = { text: request.texte, name: request.nom, title: null, ...by };
        const imported = await importAct(tx, source, now);
        const right = { actId: imported.id, personId: who.person.id, organisationId: who.organisation.id };
        await giveRight(tx, { ...right, role: 'pilote' }, now);
        return imported;
      });
      return c.json(createdActSchema.parse({ id }), 201);
    }),
  ];
}
