/** A command of the house cannot do what was asked; the message says why, and what to do. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** What systems and SQLite say, in words that help. The error itself when it is none of these. */
export const toCommandFailed = (error: unknown, doing: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons.find(({ codes }) => codes.includes(code));
  if (reason === undefined) return error;
  return new CommandFailed(`${doing}: ${reason.text} (${(error as Error).message})`, {
    cause: error,
  });
};

const reasons: readonly { readonly codes: readonly string[]; readonly text: string }[] = [
  {
    codes: ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'],
    text: 'the disk is full. Make room, or choose a folder on another disk',
  },
  {
    codes: ['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'],
    text: 'no permission. Run this as the user who runs the server, and choose a folder that this user may write to',
  },
  { codes: ['EIO', 'SQLITE_IOERR'], text: 'the disk fails' },
  {
    codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'],
    text: 'a file is damaged. `npm run doctor` says which, and what can be done',
  },
];
