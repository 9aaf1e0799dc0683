import { MessageType } from '@hocuspocus/server';
import { kindOfFrame } from './clientFrames.ts';
import { isSync, readFrame, syncSteps } from './frames.ts';

/** What of a client's frames goes on to Hocuspocus, and when. */
export interface IncomingGate {
  receive(data: Uint8Array): void;
  /** The document's session here is over: nothing goes on until the client asks anew. */
  end(address: string): void;
}

export interface IncomingGateOptions {
  readonly forward: (data: Uint8Array) => void;
  /** The client sent what cannot be a frame, or more than is kept waiting. */
  readonly onFault: (reason: string) => void;
}

const mostHeldBytes = 16 * 1024 * 1024;

/**
 * A client that types while it connects sends those edits before its answer to the server's first
 * step, which holds what it wrote offline: they would come with a gap in their clocks. So updates
 * wait for that answer, which includes them, and then only ask to be acknowledged.
 *
 * Frames of a session that the server has ended were on their way; they must not be taken for the
 * beginning of the next one.
 */
export const createIncomingGate = ({ forward, onFault }: IncomingGateOptions): IncomingGate => {
  const sessions = new Map<string, { isSynced: boolean; held: Uint8Array[]; bytes: number }>();

  return {
    end: (address) => {
      sessions.delete(address);
    },
    receive: (data) => {
      const frame = readFrame(data);
      const kind = frame === null ? 'broken' : kindOfFrame(data, frame);
      if (frame === null || kind === 'broken') {
        onFault('not a frame');
        return;
      }
      if (kind === 'ignored') return;
      if (frame.type === MessageType.Auth)
        sessions.set(frame.address, { isSynced: false, held: [], bytes: 0 });
      const session = sessions.get(frame.address);
      if (session === undefined) return;
      if (frame.type === MessageType.CLOSE) sessions.delete(frame.address);
      if (!isSync(frame) || frame.step === syncSteps.step1 || session.isSynced) {
        forward(data);
        return;
      }
      if (frame.step === syncSteps.step2) {
        session.isSynced = true;
        forward(data);
        for (const update of session.held.splice(0)) forward(update);
        return;
      }
      session.held.push(data);
      session.bytes += data.byteLength;
      if (session.bytes > mostHeldBytes) onFault('too many edits before the first answer');
    },
  };
};
