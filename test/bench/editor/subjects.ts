import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { prosemirrorJSONToYDoc } from '@tiptap/y-tiptap';
import { build } from 'vite';
import type { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { ActContent } from '#shared/document/model.ts';
import { CONTENT_FRAGMENT, SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { printContext, printInline } from '#shared/document/text.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { openSession } from '#test/support/api.ts';
import { installExample, startServer } from '#test/support/start-server.ts';
import { startRelay } from './relay.ts';
import { connect } from './typists.ts';

/** How many people type besides the measured one. */
const OTHERS = 5;
/** What y-tiptap's Collaboration extension calls its text unless told otherwise. */
const BARE_FRAGMENT = 'default';

/** One of the two editors measured: its page, and the other people in its document. */
export interface Subject {
  readonly name: string;
  readonly clients: readonly { readonly document: Y.Doc; readonly provider: WebsocketProvider }[];
  readonly fragment: string;
  /** Address of the page, ready to be typed in once loaded. */
  readonly url: string;
  /** Selector of its ordinary paragraphs. */
  readonly paragraphs: string;
  close(): Promise<void>;
}

/** Lets go of the other people, whose awareness would keep the process alive. */
function disconnect(clients: Subject['clients']): void {
  for (const { document, provider } of clients) {
    provider.destroy();
    document.destroy();
  }
}

/** The real thing: our server, our page, the act of `content`. */
export async function openAct(content: ActContent): Promise<Subject> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const { unml } = await installExample(server);
  const { cookie } = await openSession(server, unml);
  const socket = `${server.url.replace('http', 'ws')}/sync`;
  const clients = await Promise.all(
    Array.from({ length: OTHERS }, () =>
      connect(socket, unml.actId, { cookie }, { [QUERY.schema]: String(SCHEMA_VERSION) }),
    ),
  );
  const first = clients[0];
  if (first) writeContent(first.document, content);
  return {
    name: 'Clausier',
    clients,
    fragment: CONTENT_FRAGMENT,
    url: unml.url,
    paragraphs: '.ProseMirror [data-bloc="alinea"]',
    close: async () => {
      disconnect(clients);
      await server.dispose();
    },
  };
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
  const clients = await Promise.all(
    Array.from({ length: OTHERS }, () => connect(`ws://127.0.0.1:${relay.port}`, 'bare', {}, {})),
  );
  return {
    name: 'Bare TipTap',
    clients,
    fragment: BARE_FRAGMENT,
    url: `http://127.0.0.1:${relay.port}/`,
    paragraphs: '.ProseMirror p',
    close: async () => {
      disconnect(clients);
      relay.close();
    },
  };
}
