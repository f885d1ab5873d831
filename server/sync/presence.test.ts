import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Presence, type PresenceOwner } from './presence.ts';

const owner = (person: string): PresenceOwner => ({
  person,
  identity: { name: person, organisation: 'UNML', color: '#1d4ed8' },
});

/** One page: a real awareness, wired to the server's table as the socket does. */
function page(presence: Presence, who: PresenceOwner) {
  const awareness = new Awareness(new Y.Doc());
  const send = (ids: number[] = [awareness.clientID]) =>
    presence.receive(encodeAwarenessUpdate(awareness, ids), who);
  const take = (update: Uint8Array | null) => {
    if (update) applyAwarenessUpdate(awareness, update, 'server');
  };
  const value = (result: ReturnType<typeof send>) => {
    if (!result.ok) throw new Error(result.error);
    return result.value;
  };
  return { awareness, id: awareness.clientID, send: (ids?: number[]) => value(send(ids)), raw: send, take };
}

describe('presence', () => {
  it('[S13] puts the session’s identity in the place of the client’s', () => {
    const presence = new Presence();
    const a = page(presence, owner('Alix'));
    const b = page(presence, owner('Lou'));
    a.awareness.setLocalState({ user: { name: 'Le président' }, cursor: 3 });
    b.take(a.send());
    expect(b.awareness.getStates().get(a.id)).toEqual({
      cursor: 3,
      user: { name: 'Alix', organisation: 'UNML', color: '#1d4ed8' },
    });
    a.awareness.destroy();
    b.awareness.destroy();
  });

  it('[S13] leaves aside what a provider repeats of somebody else, and what it invents', () => {
    const presence = new Presence();
    const a = page(presence, owner('Alix'));
    const b = page(presence, owner('Lou'));
    a.awareness.setLocalState({ cursor: 1 });
    b.take(a.send());
    expect(b.send([a.id])).toBeNull();
    b.awareness.states.set(a.id, { cursor: 99 });
    b.awareness.meta.set(a.id, { clock: 50, lastUpdated: 0 });
    expect(b.send([a.id])).toBeNull();
    b.awareness.states.delete(a.id);
    expect(b.send([a.id])).toBeNull();
    a.awareness.destroy();
    b.awareness.destroy();
  });

  it('shows at once somebody who returns with the clock they left with', () => {
    const presence = new Presence();
    const first = owner('Alix');
    const a = page(presence, first);
    const b = page(presence, owner('Lou'));
    a.awareness.setLocalState({ cursor: 1 });
    b.take(a.send());
    expect(presence.renumbered).toBe(false);
    b.take(presence.leave(first));
    expect(b.awareness.getStates().has(a.id)).toBe(false);
    const again = presence.receive(encodeAwarenessUpdate(a.awareness, [a.id]), owner('Alix'));
    b.take(again.ok ? again.value : null);
    expect(b.awareness.getStates().get(a.id)).toMatchObject({ cursor: 1 });
    // Its page would else go on with clocks that are taken for old ones.
    expect(presence.renumbered).toBe(true);
    a.awareness.destroy();
    b.awareness.destroy();
  });

  it('does not answer a repetition for ever', () => {
    const presence = new Presence();
    const first = owner('Alix');
    const a = page(presence, first);
    a.awareness.setLocalState({ cursor: 1 });
    const answer = a.send();
    a.take(answer);
    expect(a.send()).toBeNull();
    a.awareness.destroy();
  });

  it('[S32] refuses a state or a number of cursors beyond its bounds', () => {
    const presence = new Presence();
    const who = owner('Alix');
    const a = page(presence, who);
    a.awareness.setLocalState({ blob: 'x'.repeat(17 * 1024) });
    expect(a.raw()).toEqual({ ok: false, error: 'trop_grand' });
    for (let i = 0; i < 9; i += 1) {
      a.awareness.states.set(i, { cursor: i });
      a.awareness.meta.set(i, { clock: 1, lastUpdated: 0 });
    }
    expect(a.raw([0, 1, 2, 3, 4, 5, 6, 7]).ok).toBe(true);
    expect(a.raw([8])).toEqual({ ok: false, error: 'trop_grand' });
    expect(presence.receive(new Uint8Array(2 * 1024 * 1024), who)).toEqual({
      ok: false,
      error: 'trop_grand',
    });
    expect(presence.receive(new Uint8Array([1, 1, 1, 200]), who)).toEqual({ ok: false, error: 'illisible' });
    a.awareness.destroy();
  });
});
