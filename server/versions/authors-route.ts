import { ClausierError } from '#shared/kernel/errors.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import type { Authorship } from '#shared/versions/authorship.ts';
import { authorsQuerySchema, authorsSchema } from '#shared/versions/wire.ts';
import { actRoute, type Route } from '../identity/index.ts';
import type { Db } from '../storage/tables.ts';
import type { Authors } from './authors.ts';
import { authorsFor } from './people.ts';
import { readQuery } from './query.ts';
import type { StateReader } from './states.ts';

interface AuthorsDeps {
  readonly db: Db;
  readonly authors: Authors;
  readonly states: StateReader;
}

/** Who wrote each passage of a state of the text. */
export function authorsRoute({ db, authors, states }: AuthorsDeps): Route {
  return actRoute('get', '/api/acts/:id/auteurs', 'version.lire', async (c, { who, act }) => {
    const { etat, debut, fin } = readQuery(c, authorsQuerySchema);
    const past = await states.updateOf(act.id, etat, who.person.id);
    const range = debut === undefined || fin === undefined ? null : { first: debut, last: fin };
    const { seq, blocks } = await authors.of(act.id, past, range);
    if (blocks === null) throw new ClausierError('requete.invalide', ['ce passage n’est plus dans le texte']);
    const people = new Ranks<PersonId | null>();
    const told = ({ author, sender, since, until }: Authorship) => ({
      author: people.rankOf(author),
      sender: sender === undefined ? null : people.rankOf(sender),
      since,
      until,
    });
    const answer = blocks.map(({ id, made, spans }) => ({
      id,
      made: made === null ? null : told(made),
      spans: spans.map((span) => ({ ...told(span), from: span.from, to: span.to })),
    }));
    return c.json(
      authorsSchema.parse({ seq, people: await authorsFor(db, act.id, people.values), blocks: answer }),
    );
  });
}

/** Names each value once, by the rank at which it was first met. */
class Ranks<T> {
  readonly values: T[] = [];
  readonly #ranks = new Map<T, number>();

  rankOf(value: T): number {
    const known = this.#ranks.get(value);
    if (known !== undefined) return known;
    this.#ranks.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}
