import { z } from 'zod';
import { tokenAnswer, tokenListed } from '../../shared/protocol/http.ts';
import { request } from './request.ts';

export type Token = z.output<typeof tokenListed>;

export const listTokens = (signal?: AbortSignal): Promise<Token[]> =>
  request('GET', '/api/tokens', z.array(tokenListed), { signal });

/** The answer's `token` is the secret itself: it cannot be asked for again. */
export const createToken = (name: string): Promise<z.output<typeof tokenAnswer>> =>
  request('POST', '/api/tokens', tokenAnswer, { body: { name } });

export const deleteToken = async (id: string): Promise<void> => {
  await request('DELETE', `/api/tokens/${encodeURIComponent(id)}`, z.unknown());
};
