import { seededRandom } from '../../../shared/sample/index.ts';

/**
 * Customers as they come from an old spreadsheet: a text of 20 columns, the first 15 those of the
 * customers table in its order (the tier, which is computed, is empty), the last 5 of its own.
 * Every text is one that its column can read.
 */
export const clipboardText = (rows: number, seed: number): string => {
  const random = seededRandom(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const digits = (count: number): string => {
    let text = '';
    while (text.length < count) text += whole(10);
    return text;
  };
  const line = (number: number): string =>
    [
      `客户 ${digits(4)}-${number}`,
      whole(3) === 0 ? 'Business' : 'Individual',
      '',
      `138${digits(8)}`,
      `Tag ${whole(12)}, Tag ${12 + whole(12)}`,
      whole(9),
      `${whole(20_000)}.${digits(2)}`,
      ['Strong', 'Considering', 'Unknown'][whole(3)],
      'Grace',
      `Outlet ${whole(30)}`,
      `Industry ${whole(20)}`,
      ['Walk-in', 'Referral', 'Event', 'Telemarketing', 'Online'][whole(5)],
      `11010119${digits(10)}`,
      `19${50 + whole(50)}-0${1 + whole(9)}-1${whole(10)}`,
      `spoke about loan ${whole(400)}, calls again on day ${whole(28)}`,
      `Branch ${whole(50)}`,
      digits(6),
      `Account ${digits(8)}`,
      `Remark ${whole(1_000)}`,
      `2024-1${whole(3)}-0${1 + whole(9)}`,
    ].join('\t');
  return Array.from({ length: rows }, (_, number) => line(number)).join('\r\n');
};
