export { ActEditor } from './act-editor.tsx';
export type { ChecksSlot } from './panel/side-panel.tsx';
