import { expect, test } from 'vitest';
import { isAddress, toAddress } from '../../../client/record/note/links.ts';

test('NOTE-52: a link leads to the web, a mailbox or a telephone, and nowhere else', () => {
  expect(toAddress('example.com/报价?a=1')).toBe('https://example.com/报价?a=1');
  expect(toAddress(' http://10.0.0.8:8080/x ')).toBe('http://10.0.0.8:8080/x');
  expect(toAddress('localhost:8080')).toBe('https://localhost:8080');
  expect(toAddress('mei@example.com')).toBe('mailto:mei@example.com');
  expect(toAddress('mailto:mei@example.com')).toBe('mailto:mei@example.com');
  expect(toAddress('+86 199')).toBe(null);
  expect(toAddress('+8619900000117')).toBe('tel:+8619900000117');
  expect(toAddress('tel:19900000117')).toBe('tel:19900000117');
  for (const wrong of [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<b>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'ftp://example.com',
    'sms:10086',
    '//',
    'https://',
    '',
    'words with spaces',
    '报价',
  ])
    expect(toAddress(wrong), wrong).toBe(null);
});

test('NOTE-53: a pasted text is a link only when the whole of it is an address with its scheme', () => {
  expect(isAddress('https://example.com/a')).toBe(true);
  expect(isAddress(' mailto:mei@example.com\n')).toBe(true);
  for (const text of ['example.com', 'see https://example.com', 'javascript:alert(1)', '3.5'])
    expect(isAddress(text), text).toBe(false);
});
