import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName } from '../../shared/model/index.ts';

const inFull = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

it('folds names in the short way only where that comes to the same', () => {
  const letters = fc.constantFrom(...'aZ9~ \t\u3000ＡｱÉéİßﬁ一鿿㎏豈張张\u0301');
  const names = fc.oneof(
    fc.string({ unit: letters }),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
    }),
  );
  fc.assert(fc.property(names, (name) => foldName(name) === inFull(name)));
});

it('calls what differs in width, case and blanks the same', () => {
  expect(foldName(' ＶＩＰ  客户 ')).toBe('vip 客户');
  expect(foldName('望岳茶行 2')).toBe('望岳茶行 2');
});
