import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import { addExample } from '../drafting/index.ts';
import { personalUrl } from '../identity/index.ts';
import type { Outcome, Workplace } from './command.ts';

/** `demo`: adds the example to the data, and prints the personal links that open it in two browsers. */
export async function demo(place: Workplace): Promise<Outcome> {
  const { db } = await place.storage();
  const library = await place.library();
  const base = place.config.publicUrl ?? `http://localhost:${place.config.port}`;
  const links = await db
    .transaction()
    .execute((tx) => addExample(tx, library, null, (token) => personalUrl(base, token), place.clock()));
  const lines = links.map(
    (link) =>
      `${link.person}, ${link.organisation} (${ACT_ROLE_NAMES[link.role].toLocaleLowerCase('fr')}), ${link.actTitle}\n  ${link.url}`,
  );
  return {
    json: { links },
    text: `The example is ready. Each link opens it as one person; use two browsers.\n\n${lines.join('\n')}`,
  };
}
