import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';

/** What a link wants to know of the frames that carry its document, after each took effect. */
export interface FrameWatcher {
  /** A frame left that the server will acknowledge: an update, or the answer to its first step. */
  sentChanges(kind: 'update' | 'answer'): void;
  /** What the server holds beyond this document has arrived and is applied. */
  receivedState(): void;
  /** Changes are on the server's disk, or were not taken. */
  acknowledged(isStored: boolean): void;
}

/** Types of frames in the protocol of Hocuspocus 4, and of sync messages in y-protocols 1. */
const syncFrame = 0;
const syncStatusFrame = 8;
const stepTwo = 1;
const update = 2;

/** Waits between attempts to connect, ms: the server may be back within seconds. */
export const waits = { delay: 500, minDelay: 300, maxDelay: 5_000 };

/**
 * The one socket of this page, on which all documents share.
 *
 * Unlike its base it never queues frames while there is no connection: each new connection begins
 * with a handshake that sends everything that is missing, and frames that come twice would be
 * acknowledged twice, so that "saved" would be said too early.
 */
export class SyncSocket extends HocuspocusProviderWebsocket {
  private readonly watchers = new Map<string, FrameWatcher>();

  constructor(url: string, WebSocketPolyfill: unknown) {
    super({ url, WebSocketPolyfill, autoConnect: false, ...waits });
  }

  get isOpen(): boolean {
    return this.webSocket?.readyState === 1;
  }

  watch(address: string, watcher: FrameWatcher): () => void {
    this.watchers.set(address, watcher);
    return () => {
      if (this.watchers.get(address) === watcher) this.watchers.delete(address);
    };
  }

  override send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    super.send(frame);
    const { watcher, type, detail } = this.read(frame);
    if (type !== syncFrame) return;
    if (detail === update) watcher?.sentChanges('update');
    else if (detail === stepTwo) watcher?.sentChanges('answer');
  }

  override onMessage(event: MessageEvent): void {
    super.onMessage(event);
    const frame = new Uint8Array(event.data as ArrayBuffer);
    if (frame.length < 3) return;
    const { watcher, type, detail } = this.read(frame);
    if (type === syncStatusFrame) watcher?.acknowledged(detail === 1);
    else if (type === syncFrame && detail === stepTwo) watcher?.receivedState();
  }

  private read(frame: Uint8Array): {
    watcher: FrameWatcher | undefined;
    type: number | null;
    detail: number | null;
  } {
    const decoder = decoding.createDecoder(frame);
    const watcher = this.watchers.get(decoding.readVarString(decoder));
    if (watcher === undefined) return { watcher, type: null, detail: null };
    const type = decoding.readVarUint(decoder);
    const hasDetail = type === syncFrame || type === syncStatusFrame;
    return { watcher, type, detail: hasDetail ? decoding.readVarUint(decoder) : null };
  }
}
