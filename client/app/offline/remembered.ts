import type { z } from 'zod';
import { ApiFailure, ask, failedWith } from '../api.ts';

/*
 * The server's last answers about who is here and which acts they have, so that an act kept in this browser can be
 * opened without a network. Forgotten when the identity changes; rights are the server's word again at its return.
 */

const PREFIX = 'clausier:reponse:';

/** A browser that refuses localStorage remembers nothing. */
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** Forgets every answer: the identity changes. */
export function forgetAnswers(): void {
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  });
}

/**
 * Asks the server as `ask` does; when nothing answers, gives what it said last.
 * @param path absolute path on this origin, which names the answer
 * @throws ApiFailure as `ask`; `reseau` only when nothing is remembered
 */
export async function askOrRemember<Schema extends z.ZodType>(
  answer: Schema,
  path: string,
  signal: AbortSignal,
): Promise<z.output<Schema>> {
  try {
    const said = await ask(answer, path, { signal });
    attempt(() => localStorage.setItem(PREFIX + path, JSON.stringify(said)));
    return said;
  } catch (error) {
    if (failedWith(error, 'reseau')) {
      const last = attempt(() => JSON.parse(localStorage.getItem(PREFIX + path) ?? 'null') as unknown);
      const parsed = answer.safeParse(last);
      if (parsed.success) return parsed.data;
    }
    if (failedWith(error, 'session.absente')) forgetAnswers();
    else if (
      error instanceof ApiFailure &&
      (error.code === 'acte.introuvable' || error.code === 'acces.refuse')
    )
      attempt(() => localStorage.removeItem(PREFIX + path));
    throw error;
  }
}
