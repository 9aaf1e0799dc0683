import type { Translated } from '../translated.ts';
import type { problem as chinese } from '../zh/problems.ts';

export const problem: Translated<typeof chinese> = {
  invalid: 'Something here is not right. Check it and try again.',
  wrongPassword: 'The e-mail or the password is wrong.',
  tooManyAttempts: 'Too many attempts. Wait a few minutes, then try again.',
  tooManyRequests: 'Too many requests at once. Wait a few seconds, then try again.',
  signInFirst: 'Your session has ended. Please sign in again.',
  forbidden: 'You may not do this. Ask an admin.',
  wrongOrigin: 'The request came from another address and was refused. Open this page again.',
  notFound: 'This was not found. It may have been deleted.',
  alreadySetUp: 'This workspace is already set up. Please sign in.',
  emailTaken: 'Somebody already uses this e-mail.',
  linkUsed: 'This link was used or has expired. Ask an admin for a new one.',
  tooLarge: 'This is too large for the server. Do it in several parts.',
  valueTooLong:
    'A text is too long: a cell holds at most 262,144 characters. Shorten it, or put it into the note.',
  full: 'There is no room for more rows, tables, columns or text. Start another ledger, or tell an administrator.',
  lastOwner: 'There must be at least one owner. Name another one first.',
  badSegment: 'The uploaded data is incomplete. Please upload it again.',
  notStored: 'The server cannot store anything right now; nothing was changed. Try again later.',
  damaged:
    'What the server has stored is damaged, and nothing of it is shown in part. Tell an admin, who can run the doctor or restore a backup.',
  internal: 'Something went wrong on the server. Try again; if it keeps happening, tell an admin.',
  unreachable: 'The server cannot be reached. What you typed is still here: try again later.',
  unexpected: 'Unexpected reply from the server. Reload the page and try again.',
  field: {
    name: 'Enter a name of at most 80 characters.',
    email: 'Enter a full e-mail address, such as li@example.com.',
    password: 'A password has 8 to 200 characters.',
  },
};
