import type * as Y from 'yjs';

/** Somebody with the whole document who edits cells, through the client library that goes with the server. */
export interface Editor {
  readonly doc: Y.Doc;
  /** One cell in one transaction: one entry of a map. */
  setCell(row: string, column: string, value: string): void;
  /** How many of its edits the server has acknowledged: the first so many. */
  readonly acknowledged: number;
  close(): void;
}

export interface EditorOptions {
  /** `ws://…`, without a path. */
  readonly url: string;
  readonly document: string;
  readonly headers: Readonly<Record<string, string>>;
  /** After each step of `acknowledged`. */
  readonly onAcknowledged: (acknowledged: number) => void;
}

/** Resolves when the server's state is there; rejects when it is not within two minutes: a baseline may be slow. */
export const untilSynced = (synced: (resolve: () => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not in sync within ${patience} ms`)),
      patience,
    );
    synced(() => {
      clearTimeout(timer);
      resolve();
    });
  });

const patience = 120_000;
