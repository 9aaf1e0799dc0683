import { MessageType } from '@hocuspocus/server';
import { kindOfFrame } from './clientFrames.ts';
import { isSync, readFrame, syncSteps } from './frames.ts';
import { syncLimits } from './limits.ts';

/** What of a client's frames goes on to Hocuspocus, and when. */
export interface IncomingGate {
  receive(data: Uint8Array): void;
  /** The document's session here is over: nothing goes on until the client asks anew. */
  end(address: string): void;
}

export interface IncomingGateOptions {
  readonly forward: (data: Uint8Array) => void;
  /** The client sent what cannot be a frame, or asks for more than one socket may. */
  readonly onFault: (reason: string) => void;
}

interface Session {
  isSynced: boolean;
  held: Uint8Array[];
}

/**
 * A client that types while it connects sends those edits before its answer to the server's first
 * step, which holds what it wrote offline: they would come with a gap in their clocks. So updates
 * wait for that answer, which includes them, and then only ask to be acknowledged.
 *
 * Frames of a session that the server has ended were on their way; they must not be taken for the
 * beginning of the next one.
 */
export const createIncomingGate = ({ forward, onFault }: IncomingGateOptions): IncomingGate => {
  const sessions = new Map<string, Session>();
  let heldBytes = 0;

  const takeHeld = (session: Session): Uint8Array[] => {
    const held = session.held.splice(0);
    for (const { byteLength } of held) heldBytes -= byteLength;
    return held;
  };

  const end = (address: string): void => {
    const session = sessions.get(address);
    if (session === undefined) return;
    takeHeld(session);
    sessions.delete(address);
  };

  const begin = (address: string): void => {
    end(address);
    sessions.set(address, { isSynced: false, held: [] });
  };

  return {
    end,
    receive: (data) => {
      const frame = readFrame(data);
      const kind = frame === null ? 'broken' : kindOfFrame(data, frame);
      if (frame === null || kind === 'broken') {
        onFault('not a frame');
        return;
      }
      if (kind === 'ignored') return;
      if (frame.type === MessageType.Auth) begin(frame.address);
      const session = sessions.get(frame.address);
      if (session === undefined) return;
      if (sessions.size > syncLimits.documentsOnSocket) {
        onFault('too many documents at once');
        return;
      }
      if (frame.type === MessageType.CLOSE) end(frame.address);
      if (!isSync(frame) || frame.step === syncSteps.step1 || session.isSynced) {
        forward(data);
        return;
      }
      if (frame.step === syncSteps.step2) {
        session.isSynced = true;
        forward(data);
        for (const update of takeHeld(session)) forward(update);
        return;
      }
      session.held.push(data);
      heldBytes += data.byteLength;
      if (heldBytes > syncLimits.heldBeforeAnswer)
        onFault('too many edits before the first answer');
    },
  };
};
