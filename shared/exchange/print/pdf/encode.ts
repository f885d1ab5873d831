import type { Steps } from '#shared/kernel/steps.ts';
import type { PdfDocument } from './model.ts';

/** Nodes written in one step. */
const STEP = 60;

/** Writes a document as JSON, a few nodes at each step: at once, a long text would hold everybody up. */
export function* encodeSteps({ flow, ...rest }: PdfDocument): Steps<string> {
  const parts: string[] = [];
  for (let from = 0; from < flow.length; from += STEP) {
    parts.push(JSON.stringify(flow.slice(from, from + STEP)).slice(1, -1));
    yield;
  }
  return `${JSON.stringify(rest).slice(0, -1)},"flow":[${parts.join(',')}]}`;
}
