/**
 * Identity numbers that are well formed and belong to nobody: their area, 110199, was never
 * assigned to any district.
 */
const inventedArea = '110199';

const personWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A citizen's number by GB 11643-1999: area, birthday, sequence, ISO 7064 MOD 11-2 check digit.
 *
 * @param birthday ISO date
 * @param sequence 0 to 999; odd for men, even for women
 */
export const citizenNumber = (birthday: string, sequence: number): string => {
  const body = inventedArea + birthday.replaceAll('-', '') + String(sequence).padStart(3, '0');
  const sum = personWeights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'[sum % 11];
};

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * A company's unified social credit code by GB 32100-2015, around an organisation code by
 * GB 11714-1997.
 *
 * @param sequence 0 to 99,999,999
 */
export const creditCode = (sequence: number): string => {
  const organisation = String(sequence).padStart(8, '0');
  const sum = organisationWeights.reduce((s, weight, i) => s + weight * Number(organisation[i]), 0);
  const check = 11 - (sum % 11);
  const body = `91${inventedArea}${organisation}${check === 10 ? 'X' : check === 11 ? '0' : check}`;
  const total = creditWeights.reduce(
    (s, weight, i) => s + weight * creditAlphabet.indexOf(body[i] ?? ''),
    0,
  );
  return body + creditAlphabet[(31 - (total % 31)) % 31];
};
