import { describe, expect, it } from 'vitest';
import { dateLocale, isDayFirst } from '../../client/app/localDate.ts';

describe('days in English', () => {
  it('COL-19: stand before or after the month as the reader is used to', () => {
    expect(isDayFirst(['en-GB', 'en-US'])).toBe(true);
    expect(isDayFirst(['zh-CN', 'en-AU'])).toBe(true);
    expect(isDayFirst(['en-US', 'en-GB'])).toBe(false);
    expect(isDayFirst(['zh-CN'])).toBe(false);
    expect(dateLocale('en', ['en-AU'])).toBe('en-GB');
    expect(dateLocale('en', ['en-US'])).toBe('en');
    expect(dateLocale('zh', ['en-AU'])).toBe('zh');
  });
});
