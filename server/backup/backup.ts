import {
  counted,
  inMegabytes,
  inWords,
  readCommandLine,
  runCommand,
  showProgress,
} from './command.ts';
import { makeBackup } from './makeBackup.ts';

await runCommand(async () => {
  const { dataDir, folders } = readCommandLine(process.argv.slice(2), {
    usage: 'npm run backup -- <folder> [--data <folder>]',
    folders: 1,
  });
  const begun = performance.now();
  const [folder] = folders as [string];
  const manifest = await makeBackup({ dataDir, folder, progress: showProgress });
  const { heads, rows, files, at, damaged } = manifest;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(
    `Backup made in ${folder}: ${counted(heads.length, 'document')}, ${counted(rows, 'row')}, ` +
      `${inMegabytes(bytes)}, ${seconds} s.\n` +
      `It holds everything that was saved up to ${inWords(at)}, and was read back whole.\n`,
  );
  if (damaged.length === 0) return 0;
  process.stderr.write(
    `These documents are damaged in the data folder, and were copied as they are: ` +
      `${damaged.join(', ')}.\nKeep the backup before this one, and run \`npm run doctor\`.\n`,
  );
  return 1;
});
