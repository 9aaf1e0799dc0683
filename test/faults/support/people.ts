import type { Language, Role } from '../../../shared/model/index.ts';
import type { Person } from '../../clientSync/support/server.ts';
import type { TestServer } from '../../e2e/support/server.ts';

export interface Company {
  readonly owner: Person;
  /** The ledger that all of them share, and its document's name. */
  readonly ledger: string;
  readonly document: string;
  /** Signs somebody more in. */
  add(name: string, role?: Role): Promise<Person>;
  /** A row of its own, for a note. */
  addRow(): Promise<string>;
  /** A token for other programs. */
  tokenOf(person: Person): Promise<string>;
}

const password = 'correct horse';
const email = (name: string): string => `${name.toLowerCase()}@example.org`;

/** Sets a workspace up, empty or with the sample; `url` is the server's own. */
export const foundCompany = async (
  { url }: Pick<TestServer, 'url'>,
  sample: Language | null = null,
): Promise<Company> => {
  const ask = async (path: string, cookie: string, body?: object): Promise<Response> => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: url, cookie, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const who = async (answer: Response): Promise<Person> => {
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { user } = (await (await ask('/api/me', cookie)).json()) as { user: Person };
    return { id: user.id, name: user.name, role: user.role, cookie };
  };
  const first = { name: 'Ada', email: email('Ada'), password, sample };
  const owner = await who(await ask('/api/setup', '', first));
  const [ledger] = (await (await ask('/api/ledgers', owner.cookie)).json()) as { id: string }[];
  return {
    owner,
    ledger: ledger!.id,
    document: `ledger/${ledger!.id}`,
    add: async (name, role = 'member') => {
      const invited = await ask('/api/users', owner.cookie, { name, email: email(name), role });
      const { link } = (await invited.json()) as { link: string };
      const secret = new URL(link, url).pathname.split('/').at(-1);
      return who(await ask(`/api/invitations/${secret}`, '', { password }));
    },
    addRow: async () => {
      const path = `/api/ledgers/${ledger!.id}/tables/customers/rows`;
      const answer = await ask(path, owner.cookie, { rows: [{ values: { name: 'with a note' } }] });
      return ((await answer.json()) as { rows: [{ id: string }] }).rows[0].id;
    },
    tokenOf: async ({ cookie }) => {
      const answer = await ask('/api/tokens', cookie, { name: 'program' });
      return ((await answer.json()) as { token: string }).token;
    },
  };
};
