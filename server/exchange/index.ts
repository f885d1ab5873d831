/* What others may use of exchange. */
export { importAct } from './import-act.ts';
export { type ImportAnswer, importAnswer } from './import-answer.ts';
export { exchangeRoutes } from './routes.ts';
