import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in URLs and cookies. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** API tokens tell by their first letters what they are, to people and to leak scanners. */
export const newTokenSecret = (): string => `spt_${newSecret()}`;

/**
 * What is stored in a secret's place. SHA-256 without salt is enough, because nobody can try all
 * of 256 random bits; looking up by hash also takes the same time whatever was guessed.
 */
export const secretHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
