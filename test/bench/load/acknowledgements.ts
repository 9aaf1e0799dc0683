import { setTimeout } from 'node:timers/promises';
import type { Editor, EditorOptions } from './editor.ts';
import { openHocuspocusEditor } from './hocuspocusEditor.ts';
import { atTimes, evenly } from './pace.ts';
import { type Spread, spreadOf } from './spread.ts';
import { openSuanpanEditor } from './suanpanEditor.ts';

/** P3's load: some people edit cells at a steady rate, each edit is timed until it is acknowledged. */
export interface AcknowledgementsLoad {
  readonly contender: 'ours' | 'A';
  readonly url: string;
  readonly document: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly editors: number;
  /** Of all together. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Before these, edited all the same: programs run faster once they are warm. */
  readonly warmUpSeconds: number;
  readonly rows: readonly string[];
  readonly column: string;
}

export interface Acknowledgements {
  /** ms from when an edit was due. */
  readonly latency: Spread;
  /** Acknowledged edits a second. */
  readonly rate: number;
}

const patience = 20_000;

export const timeAcknowledgements = async (
  load: AcknowledgementsLoad,
): Promise<Acknowledgements> => {
  const open = load.contender === 'ours' ? openSuanpanEditor : openHocuspocusEditor;
  const dueAt = evenly(load.perSecond, load.warmUpSeconds + load.seconds);
  const measuredFrom = load.perSecond * load.warmUpSeconds;
  const latencies: number[] = [];
  let firstDue = 0;
  let lastAt = 0;

  const openEditor = async (): Promise<{ editor: Editor; waiting: [number, number][] }> => {
    /** Edits that are not acknowledged: index and due time, oldest first. */
    const waiting: [number, number][] = [];
    let done = 0;
    const onAcknowledged: EditorOptions['onAcknowledged'] = (acknowledged) => {
      lastAt = performance.now();
      for (const [index, due] of waiting.splice(0, acknowledged - done))
        if (index >= measuredFrom) latencies.push(lastAt - due);
      done = acknowledged;
    };
    return { editor: await open({ ...load, onAcknowledged }), waiting };
  };
  const opened = await Promise.all(Array.from({ length: load.editors }, openEditor));

  await atTimes(dueAt, (index, due) => {
    const { editor, waiting } = opened[index % opened.length]!;
    if (index === measuredFrom) firstDue = due;
    waiting.push([index, due]);
    editor.setCell(load.rows[index % load.rows.length]!, load.column, `edit ${index}`);
  });
  const giveUpAt = performance.now() + patience;
  while (opened.some(({ waiting }) => waiting.length > 0)) {
    if (performance.now() > giveUpAt) throw new Error('not all edits were acknowledged');
    await setTimeout(10);
  }
  for (const { editor } of opened) editor.close();
  return {
    latency: spreadOf(latencies),
    rate: (latencies.length * 1_000) / (lastAt - firstDue),
  };
};
