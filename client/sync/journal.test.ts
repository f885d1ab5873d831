import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { keepJournal, replayJournals } from './journal.ts';

/** localStorage, without a browser. */
function storage() {
  const entries = new Map<string, string>();
  return {
    entries,
    get length() {
      return entries.size;
    },
    key: (index: number) => [...entries.keys()][index] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
}

/** A database that writes when told. */
function database() {
  const waiting: (() => void)[] = [];
  return {
    written: () => new Promise<void>((resolve) => waiting.push(resolve)),
    write: async () => {
      for (const resolve of waiting.splice(0)) resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

const textOf = (doc: Y.Doc) => doc.getText('t').toString();
const never = () => false;

test('[E13] what the database has not written is found again by the next page', async () => {
  const store = storage();
  const dying = new Y.Doc();
  keepJournal(store, 'acte', dying, database().written, never);
  dying.getText('t').insert(0, 'bon');
  dying.getText('t').insert(3, 'jour');
  const next = new Y.Doc();
  await replayJournals(store, 'acte', next, () => Promise.resolve(), null);
  expect(textOf(next)).toBe('bonjour');
  expect(store.length).toBe(0);
});

test('[E13] what it has written leaves the journal, and only that', async () => {
  const store = storage();
  const doc = new Y.Doc();
  const disk = database();
  keepJournal(store, 'acte', doc, disk.written, never);
  doc.getText('t').insert(0, 'a');
  doc.getText('t').insert(1, 'b');
  await disk.write();
  expect(store.length).toBe(1);
  await disk.write();
  expect(store.length).toBe(0);
});

test('[E13] a journal cut short, or of another act, breaks nothing', async () => {
  const store = storage();
  store.setItem('acte:journal:1', 'AAE');
  store.setItem('autre:journal:1', 'x');
  const doc = new Y.Doc();
  await replayJournals(store, 'acte', doc, () => Promise.resolve(), null);
  expect(textOf(doc)).toBe('');
  expect([...store.entries.keys()]).toEqual(['autre:journal:1']);
});

test('[E13] what comes from the server is not journalled', () => {
  const store = storage();
  const doc = new Y.Doc();
  keepJournal(store, 'acte', doc, database().written, (origin) => origin === 'serveur');
  doc.transact(() => doc.getText('t').insert(0, 'a'), 'serveur');
  expect(store.length).toBe(0);
});
