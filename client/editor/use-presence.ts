import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';

/** Somebody who has the act open. */
export interface Present {
  /** Yjs client id: one per browser tab. */
  readonly clientId: number;
  readonly name: string;
  readonly organisation: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly isMe: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns who is present, me first, then by name; a state without a name is not counted */
export function presentIn(awareness: Awareness): readonly Present[] {
  const present: Present[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    const user = (state as { user?: Record<string, unknown> }).user;
    if (!user || text(user.name) === '') continue;
    present.push({
      clientId,
      name: text(user.name),
      organisation: text(user.organisation),
      color: /^#[0-9a-f]{6}$/i.test(text(user.color)) ? text(user.color) : '#5f6b7a',
      isMe: clientId === awareness.clientID,
    });
  }
  return present.sort((a, b) => Number(b.isMe) - Number(a.isMe) || a.name.localeCompare(b.name, 'fr'));
}

/** Follows who has the act open; renders again only when somebody comes, goes, or changes name. */
export function usePresence(awareness: Awareness): readonly Present[] {
  const [present, setPresent] = useState(() => presentIn(awareness));
  useEffect(() => {
    const update = () => {
      const next = presentIn(awareness);
      setPresent((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next));
    };
    update();
    awareness.on('change', update);
    return () => awareness.off('change', update);
  }, [awareness]);
  return present;
}
