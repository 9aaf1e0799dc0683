import { counted, inWords, readCommandLine, runCommand, showProgress } from './command.ts';
import { restoreBackup } from './restoreBackup.ts';

await runCommand(async () => {
  const { dataDir, folders } = readCommandLine(process.argv.slice(2), {
    usage: 'npm run restore -- <backup> [--data <folder>]',
    folders: 1,
  });
  const { manifest, kept, damaged, withdrawn } = await restoreBackup({
    backup: folders[0]!,
    dataDir,
    now: Date.now,
    progress: showProgress,
  });
  const lines = [
    `Restored to ${dataDir}: ${counted(manifest.heads.length, 'document')}, ${counted(manifest.rows, 'row')}, as they were at ${inWords(manifest.at)}.`,
    kept === null
      ? ''
      : `What was there is in ${kept}. Delete it when you do not need it any more.`,
    `Ended: ${counted(withdrawn.sessions, 'session')}, ${counted(withdrawn.tokens, 'API token')}, ${counted(withdrawn.links, 'invitation')}. ` +
      (withdrawn.isCompared
        ? 'Those that were valid in the backup and until now go on.'
        : 'Everybody signs in again; API tokens and invitations are to be made anew.'),
    ...withdrawn.changed,
    'Start the server now.',
  ];
  process.stdout.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
  if (damaged.length === 0) return 0;
  process.stderr.write(
    `These documents are damaged in the backup too, and cannot be opened: ${damaged.join(', ')}.\n`,
  );
  return 1;
});
