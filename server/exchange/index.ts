/* What others may use of exchange. */
export { comparisonRoutes } from './comparison/routes.ts';
export { comparisonSource } from './comparison/source.ts';
export { logosOf } from './export/logos.ts';
export { exportRoutes } from './export/routes.ts';
export { exportSource } from './export/source.ts';
export { importAct } from './import-act.ts';
export { type ImportAnswer, importAnswer } from './import-answer.ts';
export { Press } from './press/press.ts';
export { exchangeRoutes } from './routes.ts';
