import type { Person } from '../../clientSync/support/server.ts';

export interface Dragger extends Person {
  /** The ledger that all of them write. */
  readonly ledger: string;
}

const password = 'correct horse';
const names = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus'];

/** Sets a server up with the sample and signs in so many people, the owner first. */
export const signUp = async (url: string, count: number): Promise<readonly Dragger[]> => {
  const ask = async (path: string, cookie: string, body?: object): Promise<Response> => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: url, cookie, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const cookieOf = (answer: Response): string =>
    answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const who = async (cookie: string): Promise<Dragger> => {
    const { user } = (await (await ask('/api/me', cookie)).json()) as { user: Person };
    const [ledger] = (await (await ask('/api/ledgers', cookie)).json()) as { id: string }[];
    return { id: user.id, name: user.name, role: user.role, cookie, ledger: ledger!.id };
  };
  const email = (name: string): string => `${name.toLowerCase()}@example.org`;

  const [first, ...others] = names.slice(0, count) as [string, ...string[]];
  const setup = { name: first, email: email(first), password, sample: 'zh' };
  const owner = await who(cookieOf(await ask('/api/setup', '', setup)));
  const people = [owner];
  for (const name of others) {
    const invited = await ask('/api/users', owner.cookie, {
      name,
      email: email(name),
      role: 'member',
    });
    const { link } = (await invited.json()) as { link: string };
    const secret = new URL(link, url).pathname.split('/').at(-1);
    people.push(await who(cookieOf(await ask(`/api/invitations/${secret}`, '', { password }))));
  }
  return people;
};
