import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap';
import { build } from 'vite';
import { z } from 'zod';
import type { ActContent } from '#shared/document/model.ts';
import { CONTENT_FRAGMENT, SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { printContext, printInline } from '#shared/document/text.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { startServer } from '#test/support/start-server.ts';
import { startRelay } from './relay.ts';
import { connect, type TypingPlace } from './typists.ts';

const CLI = resolve(import.meta.dirname, '..', '..', '..', 'dist', 'server', 'cli.js');
const fixtureSchema = z.object({
  acts: z.array(z.object({ id: z.string() })),
  people: z.array(z.object({ cookie: z.string() })),
});
/** What y-tiptap's Collaboration extension calls its text unless told otherwise. */
const BARE_FRAGMENT = 'default';

/** One of the two editors measured: its page, and where the other people type. */
export interface Subject {
  readonly name: string;
  readonly place: TypingPlace;
  /** Value of the `Cookie` header of the measured person; empty where nobody is asked. */
  readonly cookie: string;
  /** Process of its server; `null` when it is the bench's own. */
  readonly pid: number | null;
  /** Address of the page, ready to be typed in once loaded. */
  readonly url: string;
  /** Selector of its ordinary paragraphs. */
  readonly paragraphs: string;
  close(): Promise<void>;
}

/**
 * The real thing: our server, our page, the act of `content`.
 * @param others how many people may type besides the measured one
 */
export async function openAct(content: ActContent, others: number): Promise<Subject> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const size = ['--acts', '1', '--people', String(others + 1), '--paragraphs', '1'];
  const made = await promisify(execFile)(process.execPath, [CLI, 'fixture', ...size, '--json'], {
    env: { ...process.env, DATA_DIR: server.dataDir, LOG_LEVEL: 'warn' },
  });
  const { acts, people } = fixtureSchema.parse(JSON.parse(made.stdout));
  const [act] = acts;
  const [measured, ...typists] = people;
  if (act === undefined || measured === undefined) throw new Error('The fixture made nothing.');
  const url = `${server.url.replace('http', 'ws')}/sync`;
  await write(url, act.id, measured.cookie, content);
  return {
    name: 'Clausier',
    place: {
      url,
      room: act.id,
      fragment: CONTENT_FRAGMENT,
      own: true,
      schema: SCHEMA_VERSION,
      people: typists,
    },
    cookie: measured.cookie,
    pid: server.pid(),
    url: `${server.url}/actes/${act.id}`,
    paragraphs: '.ProseMirror [data-bloc="alinea"]',
    close: () => server.dispose(),
  };
}

/** Writes an act as an editor without a browser would, and waits until newcomers are sent it. */
async function write(url: string, act: string, cookie: string, content: ActContent): Promise<void> {
  const open = () => connect(url, act, { cookie }, { [QUERY.schema]: String(SCHEMA_VERSION) });
  const first = await open();
  writeContent(first.document, content);
  const blocks = first.document.getXmlFragment(CONTENT_FRAGMENT).length;
  for (let seen = 0; seen !== blocks; ) {
    const { document, provider } = await open();
    seen = document.getXmlFragment(CONTENT_FRAGMENT).length;
    provider.destroy();
    document.destroy();
  }
  first.provider.destroy();
  first.document.destroy();
}

/** The same text as headings and paragraphs of StarterKit. */
function asBare(content: ActContent): object {
  const ctx = printContext(content);
  return {
    type: 'doc',
    content: content.document.content.flatMap((block) => {
      const text = printInline(block, ctx);
      if (text === '') return [];
      const inline = [{ type: 'text', text }];
      return block.type === 'intitule'
        ? { type: 'heading', attrs: { level: Math.min(6, block.attrs.niveau) }, content: inline }
        : { type: 'paragraph', content: inline };
    }),
  };
}

/** TipTap's StarterKit and Collaboration, on the same text, over a relay in memory. */
export async function openBare(content: ActContent, outDir: string): Promise<Subject> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: new URL('./bare/', import.meta.url).pathname,
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
  const schema = getSchema([StarterKit.configure({ undoRedo: false })]);
  const document = prosemirrorJSONToYDoc(schema, asBare(content), BARE_FRAGMENT);
  const relay = await startRelay(outDir, document);
  return {
    name: 'Bare TipTap',
    place: {
      url: `ws://127.0.0.1:${relay.port}`,
      room: 'bare',
      fragment: BARE_FRAGMENT,
      own: false,
      schema: 0,
      people: [],
    },
    cookie: '',
    pid: null,
    url: `http://127.0.0.1:${relay.port}/`,
    paragraphs: '.ProseMirror p',
    close: async () => relay.close(),
  };
}
