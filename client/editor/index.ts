export { ActEditor } from './act-editor.tsx';
export type { ChecksSlot, ClausesSlot } from './panel/side-panel.tsx';
