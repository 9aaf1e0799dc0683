import { readCommandLine, runCommand, showProgress } from '../backup/command.ts';
import { diagnosisInWords } from './diagnosisInWords.ts';
import { runDoctor } from './runDoctor.ts';

await runCommand(async () => {
  const { dataDir, has, path } = readCommandLine(process.argv.slice(2), {
    usage: 'npm run doctor -- [--data <folder>] [--repair [--from <backup>]] [--json]',
    folders: 0,
    flags: ['repair', 'json'],
    paths: ['from'],
  });
  const diagnosis = await runDoctor({
    dataDir,
    repairs: has('repair'),
    from: path('from'),
    now: Date.now,
    progress: showProgress,
  });
  showProgress('');
  const text = has('json') ? `${JSON.stringify(diagnosis)}\n` : diagnosisInWords(diagnosis);
  process.stdout.write(text);
  return diagnosis.findings.some(({ isFault }) => isFault) ? 1 : 0;
});
