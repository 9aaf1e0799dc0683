import { describe, expect, it } from 'vitest';
import { isDayFirst } from '../../client/app/localDate.ts';

describe('days in English', () => {
  it('COL-19: stand before or after the month as the reader is used to', () => {
    expect(isDayFirst(['en-GB', 'en-US'])).toBe(true);
    expect(isDayFirst(['zh-CN', 'en-AU'])).toBe(true);
    expect(isDayFirst(['en-US', 'en-GB'])).toBe(false);
    expect(isDayFirst(['zh-CN'])).toBe(false);
  });
});
