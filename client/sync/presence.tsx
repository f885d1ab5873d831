import { Popover, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { Monogram } from '#client/ui/monogram.tsx';
import type { ActConnection } from './connection.ts';
import classes from './sync.module.css';

const userSchema = z.object({
  user: z.object({ name: z.string(), organisation: z.string(), color: z.string().regex(/^#[0-9a-f]{6}$/i) }),
});

/** Somebody who has the act open; one entry per person, however many pages they have. */
export interface Present {
  readonly name: string;
  readonly organisation: string;
  readonly color: string;
  readonly me: boolean;
}

/**
 * @param states awareness states by Yjs client id; those of another shape are left out
 * @param own this page's client id
 * @returns who is there, oneself first, then by name
 */
export function presentPeople(states: ReadonlyMap<number, unknown>, own: number): readonly Present[] {
  const people = new Map<string, Present>();
  for (const [client, state] of states) {
    const parsed = userSchema.safeParse(state);
    if (!parsed.success) continue;
    const { user } = parsed.data;
    const key = `${user.name}\n${user.organisation}`;
    people.set(key, { ...user, me: client === own || people.get(key)?.me === true });
  }
  return [...people.values()].toSorted(
    (a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name, 'fr'),
  );
}

/** Most discs shown before « +n ». */
const SHOWN = 4;

/** Who has the act open: their initials, and at a click their names and organisations. */
export function Presence({ connection }: { readonly connection: ActConnection }) {
  const [people, setPeople] = useState<readonly Present[]>([]);
  useEffect(() => {
    const { awareness } = connection;
    // Cursors move awareness at each key: only a change of people renders again.
    const refresh = () => {
      const now = presentPeople(awareness.getStates(), connection.doc.clientID);
      setPeople((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    refresh();
    awareness.on('change', refresh);
    return () => awareness.off('change', refresh);
  }, [connection]);
  const count = people.length;
  const extra = count > SHOWN ? count - (SHOWN - 1) : 0;
  return (
    <Popover width={320} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.presence}
          aria-label={`${count} ${count > 1 ? 'personnes présentes' : 'personne présente'} dans cet acte`}
        >
          {people.slice(0, extra > 0 ? SHOWN - 1 : SHOWN).map((person) => (
            <Monogram
              key={`${person.name}\n${person.organisation}`}
              name={person.name}
              color={person.color}
            />
          ))}
          {extra > 0 ? (
            <span className={classes.more} aria-hidden="true">
              +{extra}
            </span>
          ) : null}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>Présents dans cet acte</strong>
        <ul className={classes.people}>
          {people.map((person) => (
            <li key={`${person.name}\n${person.organisation}`}>
              <Monogram name={person.name} color={person.color} />
              <span>
                <strong>
                  {person.name}
                  {person.me ? ' (vous)' : ''}
                </strong>
                <small>{person.organisation}</small>
              </span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
