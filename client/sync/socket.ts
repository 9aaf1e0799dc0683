import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import { closeCodes } from '../../shared/protocol/closeCodes.ts';
import { createHeartbeat, tickEvery, usualRhythm } from './heartbeat.ts';

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

/** One byte, without a document: is anybody there; and the answer. */
const ping = Uint8Array.of(9);
const pongType = 10;

/**
 * Waits between attempts to connect, ms. Short, since nobody tells when the way is free again, and
 * of different lengths, since two hundred pages lose a server at once.
 */
export const waits = { delay: 300, minDelay: 200, maxDelay: 1_000 };
const silent = 4408;

/** Bad frame, too large, try again later: whoever comes back at once is turned away again. */
const turnedAway: readonly number[] = [1008, 1009, 1013, closeCodes.tooMany];
const longestDelay = 10_000;

/**
 * The one socket of this page, on which all documents share.
 *
 * Unlike its base it never queues frames while there is no connection: each new connection begins
 * with a handshake that sends everything that is missing, and frames that come twice would be
 * acknowledged twice, so that "saved" would be said too early. And it notices by itself when a
 * connection leads nowhere any more.
 *
 * Emits `lost` when it gave one up: other requests of this page may hang in the same hole.
 */
export class SyncSocket extends HocuspocusProviderWebsocket {
  private readonly watchers = new Map<string, FrameWatcher>();
  /** Addresses whose state has not come on this connection. */
  private readonly awaited = new Set<string>();
  private readonly heartbeat;
  private readonly beating;
  /** The connection that is tried beside the present one. */
  private another: { close(): void } | null = null;
  private isDestroyed = false;

  /** `isResting`: nobody looks at the page, and nothing in it waits to be saved. */
  constructor(url: string, WebSocketPolyfill: unknown, isResting: () => boolean = () => false) {
    // The heartbeat knows better than the base, which waits half a minute for a message.
    super({
      url,
      WebSocketPolyfill,
      autoConnect: false,
      messageReconnectTimeout: 3_600_000,
      ...waits,
    });
    const socket = this;
    const watched = {
      get state() {
        const state = socket.webSocket?.readyState;
        return state === 1 ? 'open' : state === 0 ? 'opening' : 'closed';
      },
      get isLoading() {
        return socket.awaited.size > 0;
      },
      get isResting() {
        return isResting();
      },
      ask: () => socket.webSocket?.send(ping),
      tryAnother: () => socket.tryAnother(),
      lost: () => socket.lose(),
      changed: () => socket.emit('silence'),
    } as const;
    this.heartbeat = createHeartbeat(watched, usualRhythm, Date.now);
    this.beating = setInterval(() => this.heartbeat.tick(), tickEvery);
    this.on('open', () => {
      // The base goes on trying until the first message; two that try end each other's connections.
      this.resolveConnectionAttempt();
      for (const address of this.watchers.keys()) this.awaited.add(address);
      this.heartbeat.restart();
    });
  }

  get isOpen(): boolean {
    return this.webSocket?.readyState === 1;
  }

  /** The connection looks open, but nothing comes from the server. */
  get isSilent(): boolean {
    return this.heartbeat.isSilent;
  }

  watch(address: string, watcher: FrameWatcher): () => void {
    this.watchers.set(address, watcher);
    this.awaited.add(address);
    return () => {
      if (this.watchers.get(address) !== watcher) return;
      this.watchers.delete(address);
      this.awaited.delete(address);
    };
  }

  override send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    super.send(frame);
    const { watcher, type, detail } = this.read(frame);
    if (type !== syncFrame) return;
    this.heartbeat.sent();
    if (detail === update) watcher?.sentChanges('update');
    else if (detail === stepTwo) watcher?.sentChanges('answer');
  }

  override onMessage(event: MessageEvent): void {
    this.heartbeat.heard();
    const frame = new Uint8Array(event.data as ArrayBuffer);
    if (frame.length === 1 && frame[0] === pongType) return;
    super.onMessage(event);
    if (frame.length < 3) return;
    const { address, watcher, type, detail } = this.read(frame);
    if (type === syncStatusFrame) watcher?.acknowledged(detail === 1);
    else if (type === syncFrame && detail === stepTwo) {
      this.awaited.delete(address);
      watcher?.receivedState();
    }
  }

  /** The base may have planned another attempt before it was destroyed. */
  override async connect(): Promise<unknown> {
    return this.isDestroyed ? undefined : super.connect();
  }

  override createWebSocketConnection(): Promise<unknown> {
    this.heartbeat.restart();
    return super.createWebSocketConnection();
  }

  override onClose(closed: { event: CloseEvent }): void {
    const { delay } = this.configuration;
    const isTurnedAway = turnedAway.includes(closed.event.code);
    this.configuration.delay = isTurnedAway ? Math.min(longestDelay, 2 * delay) : waits.delay;
    super.onClose(closed);
  }

  /** Tries at once, where there is no connection. */
  tryNow(): void {
    if (this.webSocket === null) void this.connect();
  }

  /** Somebody wants it now: also where there is a connection that does not help. */
  tryAnew(): void {
    if (this.isOpen) this.lose();
    else void this.connect();
  }

  override destroy(): void {
    this.isDestroyed = true;
    clearInterval(this.beating);
    this.another?.close();
    super.destroy();
  }

  /** Gives the connection up without waiting for the other end, which may never answer. */
  private lose(): void {
    const wasOpen = this.isOpen;
    // Else the base would wait before it tries again.
    this.shouldConnect = !wasOpen;
    this.emit('close', { event: { code: silent, reason: 'silent' } });
    if (!wasOpen) return;
    this.emit('lost');
    void this.connect();
  }

  private tryAnother(): Promise<boolean> {
    return new Promise((resolve) => {
      const another = new this.configuration.WebSocketPolyfill(this.url);
      this.another = another;
      const end = (isThere: boolean): void => {
        clearTimeout(timer);
        this.another = null;
        another.close();
        resolve(isThere);
      };
      const timer = setTimeout(end, usualRhythm.connectWithin * tickEvery, false);
      another.addEventListener('open', () => end(true));
      another.addEventListener('error', () => end(false));
      another.addEventListener('close', () => end(false));
    });
  }

  private read(frame: Uint8Array): {
    address: string;
    watcher: FrameWatcher | undefined;
    type: number | null;
    detail: number | null;
  } {
    const decoder = decoding.createDecoder(frame);
    const address = decoding.readVarString(decoder);
    const watcher = this.watchers.get(address);
    if (watcher === undefined) return { address, watcher, type: null, detail: null };
    const type = decoding.readVarUint(decoder);
    const hasDetail = type === syncFrame || type === syncStatusFrame;
    return { address, watcher, type, detail: hasDetail ? decoding.readVarUint(decoder) : null };
  }
}
