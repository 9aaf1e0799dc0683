import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

describe('the configuration', () => {
  test('has a default for everything', () => {
    const defaults = {
      port: 8080,
      host: '0.0.0.0',
      dataDir: './data',
      publicUrl: null,
      logLevel: 'info',
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ PORT: '', HOST: ' ', PUBLIC_URL: '', DATA_DIR: '' })).toEqual(defaults);
  });

  test('is read from the environment', () => {
    expect(
      readConfig({
        PORT: '0',
        HOST: '::1',
        DATA_DIR: '/var/lib/suanpan',
        PUBLIC_URL: 'https://CRM.example.com/',
        LOG_LEVEL: 'debug',
        TIME_ZONE: 'Asia/Shanghai',
      }),
    ).toEqual({
      port: 0,
      host: '::1',
      dataDir: '/var/lib/suanpan',
      publicUrl: 'https://crm.example.com',
      logLevel: 'debug',
      timeZone: 'Asia/Shanghai',
    });
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['PUBLIC_URL', 'crm.example.com'],
    ['PUBLIC_URL', 'ftp://crm.example.com'],
    ['PUBLIC_URL', 'https://example.com/crm'],
    ['PUBLIC_URL', 'https://me:secret@example.com'],
    ['LOG_LEVEL', 'loud'],
    ['TIME_ZONE', 'Beijing'],
    ['TIME_ZONE', '08:00'],
  ])('refuses %s=%s, and says which variable, which value and what to do', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is "${value}", but must be .* unset it`));
  });
});
