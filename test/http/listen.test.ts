import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { ConfigError } from '../../server/config.ts';
import { listen } from '../../server/listen.ts';

test('a port that is taken is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const app = fastify();
  const starting = listen(app, { host: '127.0.0.1', port });
  await expect(starting).rejects.toThrow(ConfigError);
  await expect(starting).rejects.toThrow(`PORT=${port}: another program uses this port`);
  await app.close();
  other.close();
});

test('an address of another machine is named too', async () => {
  const app = fastify();
  await expect(listen(app, { host: '192.0.2.1', port: 0 })).rejects.toThrow('HOST=192.0.2.1');
  await app.close();
});
