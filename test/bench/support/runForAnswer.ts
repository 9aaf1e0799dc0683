import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program with this Node and gives what it said on stdout, as JSON. */
export const runForAnswer = async <Answer>(args: readonly string[]): Promise<Answer> => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code !== 0) throw new Error(`it ended with ${signal ?? code}: node ${args.join(' ')}`);
  return JSON.parse(said) as Answer;
};
