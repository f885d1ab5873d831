import * as Y from 'yjs';
import type { DocumentJson } from '#shared/document/model.ts';
import { CONTENT_FRAGMENT } from '#shared/document/schema/vocabulary.ts';
import type { Clock } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import { contentOf, SqlUpdateLog } from '../../sync/index.ts';

/** Acts read for their clauses in one request, when they date from before this was kept. */
const MAX_READ = 100;

/** @returns the clauses that a text uses, each once: `duree-signature@2` */
export function clausesOf(document: DocumentJson): string[] {
  const marks = document.content.flatMap((block) =>
    block.type === 'intitule' ? (block.attrs.clause ?? []) : [],
  );
  return [...new Set(marks)];
}

/** The same, straight from the shared text: cheap enough for every save of a long act. */
export function clausesOfShared(doc: Y.Doc): string[] {
  const marks = doc
    .getXmlFragment(CONTENT_FRAGMENT)
    .toArray()
    .flatMap((block) => {
      if (!(block instanceof Y.XmlElement) || block.nodeName !== 'intitule') return [];
      const mark: unknown = block.getAttribute('clause');
      return typeof mark === 'string' ? [mark] : [];
    });
  return [...new Set(marks)];
}

/** Reads the clauses of acts that nobody has changed since they are kept, a hundred at a time, newest first. */
export async function indexUnreadActs(db: Db, clock: Clock): Promise<void> {
  const acts = await db
    .selectFrom('acts')
    .select('id')
    .where('clauses', 'is', null)
    .orderBy('changed_at', 'desc')
    .limit(MAX_READ)
    .execute();
  const log = new SqlUpdateLog(db, clock);
  for (const { id } of acts) {
    const content = contentOf(await log.load(id));
    // A damaged text is the doctor's to tell; here it only uses nothing.
    const clauses = content.ok ? clausesOf(content.value.document) : [];
    await db
      .updateTable('acts')
      .set({ clauses: JSON.stringify(clauses) })
      .where('id', '=', id)
      .where('clauses', 'is', null)
      .execute();
  }
}
