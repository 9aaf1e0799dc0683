/**
 * RFC 9457 problem details. `code` is stable and has a sentence in both languages on the client
 * under `problem.<code>`; `field` names the body's property that is wrong.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly field?: string;
}

export const problemCodes = {
  invalid: 400,
  wrongPassword: 401,
  tooManyAttempts: 429,
  tooManyRequests: 429,
  signInFirst: 401,
  forbidden: 403,
  wrongOrigin: 403,
  notFound: 404,
  alreadySetUp: 409,
  emailTaken: 409,
  linkUsed: 410,
  tooLarge: 413,
  valueTooLong: 422,
  full: 422,
  lastOwner: 409,
  badSegment: 422,
  notStored: 503,
  damaged: 500,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemCodes;
