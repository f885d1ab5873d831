export { ActEditor } from './act-editor.tsx';
export type { EditorUser } from './core/create-editor.ts';
export { type Present, usePresence } from './use-presence.ts';
