import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import StarterKit from '@tiptap/starter-kit';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/* What the editor is measured beside: TipTap as its documentation sets it up, with nothing of ours. */

const document = new Y.Doc();
const provider = new WebsocketProvider(`ws://${window.location.host}`, 'bare', document, { disableBc: true });

provider.once('sync', () => {
  new Editor({
    element: window.document.querySelector('#editor'),
    extensions: [StarterKit.configure({ undoRedo: false }), Collaboration.configure({ document })],
  });
});
