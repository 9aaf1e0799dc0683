import type { Provider, ProviderAwareness, UserState } from '@lexical/yjs';
import type { NoteCopy } from '../../sync/noteCopy.ts';

/**
 * The note as Lexical's collaboration plugin wants it. What it calls connecting is to begin to
 * take part in the note, which is on the page's socket already.
 */
export const noteProvider = (copy: NoteCopy): Provider => {
  const listeners = new Map<string, Set<(value: never) => void>>();
  const of = (type: string): Set<(value: never) => void> => {
    const known = listeners.get(type) ?? new Set();
    listeners.set(type, known);
    return known;
  };
  const tell = (type: 'sync' | 'status', value: unknown): void => {
    for (const listener of of(type)) listener(value as never);
  };
  return {
    awareness: awarenessIn(copy),
    connect: () => {
      copy.connect();
      tell('status', { status: 'connected' });
      tell('sync', true);
    },
    disconnect: copy.disconnect,
    on: (type: string, listener: (value: never) => void) => void of(type).add(listener),
    off: (type: string, listener: (value: never) => void) => void of(type).delete(listener),
  };
};

/** What stands in it is what Lexical put there, and what the server let others say in its way. */
const awarenessIn = ({ awareness }: NoteCopy): ProviderAwareness => ({
  ...awareness,
  getLocalState: () => awareness.getLocalState() as UserState | null,
  getStates: () => awareness.getStates() as Map<number, UserState>,
});
