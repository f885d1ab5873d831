export { ActEditor } from './act-editor.tsx';
