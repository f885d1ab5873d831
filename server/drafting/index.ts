/* What others may use of drafting. */
export { HouseLibrary } from './clausier/house-library.ts';
export { clausierRoutes } from './clausier/routes.ts';
export { addExample } from './example.ts';
export { draftingRoutes } from './routes.ts';
export { addAct, addActs, allActs, setSummary } from './store.ts';
export { summaryOf } from './summary.ts';
export { readTemplates, TemplatesError, templateProblems } from './templates.ts';
