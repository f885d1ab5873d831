/* What others may use of exchange. */
export { importAct } from './importAct.ts';
export { exchangeRoutes } from './routes.ts';
