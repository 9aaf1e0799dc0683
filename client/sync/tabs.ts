/** The tabs of this browser that live, found by calling the roll. */
export interface Tabs {
  /** Ids of the tabs that answered, one's own included. */
  alive(): Promise<ReadonlySet<string>>;
  close(): void;
}

type Call = { readonly ask: string } | { readonly here: string };

/** Longer than a busy tab needs to answer; a sleeping one finds out when it wakes. */
const patience = 1_000;

/**
 * A timer of a tab in the background may run once a minute, a heartbeat would have to be as slow;
 * messages are delivered at once. A tab that is wrongly taken for dead, because it slept, finds
 * its registration gone before it connects again (`JournalStore.isRegistered`).
 */
export const openTabs = (tab: string, channelName: string): Tabs => {
  const channel = new BroadcastChannel(channelName);
  const answered = new Set<string>([tab]);
  channel.onmessage = (event: MessageEvent<Call>) => {
    if ('ask' in event.data) {
      // Who asks lives too: one that opens a moment after the roll was called never answers it.
      answered.add(event.data.ask);
      channel.postMessage({ here: tab } satisfies Call);
    } else answered.add(event.data.here);
  };
  return {
    alive: async () => {
      channel.postMessage({ ask: tab } satisfies Call);
      await new Promise((resolve) => setTimeout(resolve, patience));
      return answered;
    },
    close: () => channel.close(),
  };
};
