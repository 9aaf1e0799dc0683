import fc from 'fast-check';
import { HyperFormula, type RawCellContent } from 'hyperformula';
import { describe, expect, it } from 'vitest';
import { engineConfig } from '../../shared/formulas/engine/config.ts';
import { openRowEngine } from '../../shared/formulas/engine/index.ts';
import { type CellValue, isFormulaError } from '../../shared/model/index.ts';
import { compute, openTrial, type Row, table, today } from './trialTable.ts';

const one = (typed: string, row: Row = {}, result?: 'date' | 'number'): CellValue => {
  const { workspace, addFormula } = openTrial();
  addFormula('f', typed, result === undefined ? {} : { result });
  return compute(openRowEngine, workspace, [row]).f![0]!;
};

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...`'"=+-@#/\\0123456789.,:%$¥ -年月日TRUEFALSENA!中é`) }),
  fc.constantFrom(
    '=A1',
    "'=1",
    '2026-01-02',
    '2026年1月2日',
    '5%',
    '$5',
    'TRUE',
    '#N/A',
    '12:30',
    '1e3',
    ' 5 ',
  ),
);

const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const anyRow: fc.Arbitrary<Row> = fc.record(
  {
    n: fc.oneof(
      fc.integer({ min: -3, max: 9 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => Number(n.toPrecision(15))),
    ),
    m: fc.oneof(fc.integer({ min: 0, max: 9_000 }), fc.constant(0)).map((yuan) => yuan / 4),
    t: text.filter((written) => written !== ''),
    d: day,
    e: day,
    c: fc.boolean(),
    s: fc.constantFrom('clear', 'weak'),
  },
  { requiredKeys: [] },
);

/** Columns are named as they are typed here; a plain sheet has them from A to G. */
const formulas = [
  'IF(AND([@次数]>=3,[@客单价]>=5000),"A",IF(OR([@次数]>=2,[@意向]="明确"),"B","C"))',
  '([@次数]+[@客单价]*2-1)/3^2',
  '[@次数]/[@客单价]',
  'UPPER(LEFT([@备注],3))',
  '[@到期]-[@生日]',
  'IF([@到期]<TODAY(),"late",TEXT([@到期],"YYYY-MM-DD"))',
  'IF([@完成],"done",IF([@次数]="","empty",[@次数]))',
  'AND([@完成],NOT([@次数]>3))',
];

const moreFormulas = [
  'ROUND(SUM([@次数],[@客单价])*10%,1)',
  'SQRT([@次数])',
  '[@备注]&"/"&[@次数]',
  'LEN(TRIM([@备注]))',
  '[@备注]="a"',
  '[@备注]>[@意向]',
  '[@备注]+1',
  'IFERROR([@备注]*2,"no")',
  '[@生日]+30',
  'DATEDIF([@生日],TODAY(),"Y")',
  'YEAR([@生日])*100+MONTH([@生日])',
  'EDATE([@生日],[@次数])',
  'SWITCH([@意向],"明确",1,"考虑中",2,0)',
  'MAX([@次数],[@客单价],0)-MIN([@次数],[@客单价])',
  'ISBLANK([@备注])',
  'INDEX({"C";"B";"A"},MATCH(MAX([@次数],0),{0,2,5},1))',
  'IF([@备注]="","没有\\",[@备注])',
];

/** A sheet that holds all rows, as one would without this program. */
const plainSheet = (
  rows: readonly Row[],
  formulas: readonly string[],
): readonly (readonly unknown[])[] => {
  const letters = { 次数: 'A', 客单价: 'B', 备注: 'C', 生日: 'D', 到期: 'E', 完成: 'F', 意向: 'G' };
  const options: Readonly<Record<string, string>> = { clear: '明确', weak: '考虑中' };
  const written = (value: CellValue | undefined): RawCellContent =>
    typeof value === 'string' ? `'${value}` : ((value ?? null) as RawCellContent);
  const sheet = HyperFormula.buildFromArray(
    rows.map((row, at) => [
      written(row.n),
      written(row.m),
      written(row.t),
      (row.d as string) ?? null,
      (row.e as string) ?? null,
      written(row.c),
      written(row.s === undefined ? undefined : options[row.s as string]),
      ...formulas.map(
        (formula) =>
          `=${Object.entries(letters)
            .reduce(
              (all, [name, letter]) => all.replaceAll(`[@${name}]`, `${letter}${at + 1}`),
              formula,
            )
            .replaceAll('TODAY()', 'DATE(2026,11,21)')
            .replaceAll('"没有\\"', '"没有"&CHAR(92)')}`,
      ),
    ]),
    { ...engineConfig, maxRows: rows.length + 1 },
  );
  const values = sheet.getSheetValues(0).map((cells, row) =>
    formulas.map((_, at) => {
      const value = cells[7 + at];
      const type: string = sheet.getCellValueDetailedType({ sheet: 0, row, col: 7 + at });
      if (typeof value === 'number' && type === 'NUMBER_DATE') {
        const date = sheet.numberToDate(value) as { year: number; month: number; day: number };
        const two = (part: number) => String(part).padStart(2, '0');
        return value < 0 ? '#NUM!' : `${date.year}-${two(date.month)}-${two(date.day)}`;
      }
      if (typeof value === 'object' && value !== null) return value.value;
      return value === '' ? null : value;
    }),
  );
  sheet.destroy();
  return values;
};

describe('the engine', () => {
  it.each([
    [20_000, formulas],
    [2_000, moreFormulas],
  ])(
    'FORM-10: gives what a sheet of all rows gives (%i rows)',
    (count, tried) => {
      const rows = fc.sample(anyRow, { numRuns: count, seed: 20_261_121 });
      const { workspace, addFormula } = openTrial();
      for (const [at, formula] of tried.entries()) addFormula(`f${at}`, formula);
      const results = compute(openRowEngine, workspace, rows);
      const expected = plainSheet(rows, tried);
      for (const [at, formula] of tried.entries()) {
        const found = results[`f${at}`]!.map((value) =>
          isFormulaError(value) ? value.error : value,
        );
        const wrong = rows.findIndex((_, row) => found[row] !== expected[row]![at]);
        const row = rows[wrong];
        expect([formula, row, found[wrong]]).toEqual([formula, row, expected[wrong]?.[at]]);
      }
    },
    120_000,
  );

  it('FORM-11: takes text as text, whatever it looks like', () => {
    const { workspace, addFormula } = openTrial();
    addFormula('same', '=[@备注]');
    addFormula('length', '=LEN([@备注])', { result: 'number' });
    addFormula('isText', '=ISTEXT([@备注])');
    const texts = fc.sample(
      text.filter((written) => written !== ''),
      { numRuns: 5_000, seed: 11 },
    );
    const { same, length, isText } = compute(
      openRowEngine,
      workspace,
      texts.map((t) => ({ t })),
    );
    expect(same).toEqual(texts);
    expect(length).toEqual(texts.map((written) => written.length));
    expect(new Set(isText)).toEqual(new Set([true]));
  });

  it('FORM-11: writes any text of a formula as it stands', () => {
    for (const seed of [12, 13, 14]) {
      const { workspace, addFormula } = openTrial();
      const texts = fc.sample(text, { numRuns: 100, seed });
      for (const [at, written] of texts.entries())
        addFormula(`f${at}`, `="${written.replaceAll('"', '""')}"&"."`);
      const results = compute(openRowEngine, workspace, [{}]);
      for (const [at, written] of texts.entries())
        expect(results[`f${at}`]).toEqual([`${written}.`]);
    }
  });

  it('FORM-12: counts an empty cell as 0 and as no text, as Excel does', () => {
    expect(one('=[@次数]>=3')).toBe(false);
    expect(one('=[@次数]+1')).toBe(1);
    expect(one('=[@备注]=""')).toBe(true);
    expect(one('=[@备注]&"x"')).toBe('x');
    expect(one('=IF([@完成],1,2)')).toBe(2);
  });

  it('FORM-13: gives dates as dates, and computes with them', () => {
    expect(one('=[@到期]+1', { e: '2026-02-28' })).toBe('2026-03-01');
    expect(one('=MAX([@到期],[@生日])', { e: '2026-02-28', d: '2027-01-01' }, 'date')).toBe(
      '2027-01-01',
    );
    expect(one('=TODAY()-[@生日]', { d: '2026-11-01' })).toBe(20);
    expect(one('=[@次数]+0', { n: 46_000 })).toBe(46_000);
    expect(one('=[@到期]+[@次数]', { e: '1900-01-05', n: -50 }, 'date')).toEqual({
      error: '#NUM!',
    });
    expect(one('=[@到期]', { e: '0800-01-05' })).toBe('0800-01-05');
  });

  it('FORM-14: says which column an error comes from', () => {
    expect(one('=[@次数]*2', { n: { unread: '约三' } })).toEqual({ error: '#VALUE!', cause: 'n' });
    expect(one('=IF([@客单价]>1,"x",[@次数])', { m: 2, n: { unread: '约三' } })).toBe('x');
    expect(one('=1/[@次数]', { n: 0 })).toEqual({ error: '#DIV/0!' });
    expect(one('=[@备注]+1', { t: 'x' })).toEqual({ error: '#VALUE!' });
    expect(one('=NA()')).toEqual({ error: '#N/A' });
    expect(one('=SQRT(-1)')).toEqual({ error: '#NUM!' });
    expect(one('={1,2}')).toEqual({ error: '#ERROR!' });
    expect(one('=TRANSPOSE({1,2,3})')).toEqual({ error: '#ERROR!' });
  });

  it('FORM-15: lets formulas read formulas, and errors go on from one to the next', () => {
    const { workspace, addFormula, addColumn } = openTrial();
    addFormula('double', '=[@次数]*2');
    addFormula('shown', '=[@double]&"!"');
    addFormula('due', '=[@到期]+[@double]');
    const rows: Row[] = [{ n: 2, e: '2026-01-01' }, { n: { unread: '?' } }];
    expect(compute(openRowEngine, workspace, rows)).toEqual({
      double: [4, { error: '#VALUE!', cause: 'n' }],
      shown: ['4!', { error: '#VALUE!', cause: 'double' }],
      due: ['2026-01-05', { error: '#VALUE!', cause: 'double' }],
    });
    // Two people can close a circle at once, each without seeing the other.
    addColumn('double', 'formula', 'double', { formula: '=[@shown]' });
    expect(compute(openRowEngine, workspace, [{}])).toMatchObject({
      double: [{ error: '#CYCLE!' }],
      shown: [{ error: '#CYCLE!' }],
    });
  });

  it('FORM-16: a column that was taken out of use is #REF!, and what nobody can read is #ERROR!', () => {
    const { workspace, addFormula, addColumn, put } = openTrial();
    addFormula('f', '=[@次数]+1');
    put('columns', `${table}/n`, { deletedAt: 5 });
    expect(compute(openRowEngine, workspace, [{ n: 1 }]).f).toEqual([
      { error: '#REF!', cause: 'n' },
    ]);
    for (const formula of ['=[@n', 'x', '=[@n]:[@n]']) {
      addColumn('f', 'formula', 'f', { formula });
      expect(compute(openRowEngine, workspace, [{ n: 1 }]).f).toEqual([{ error: '#ERROR!' }]);
    }
  });

  it('FORM-40: a formula that is too deep for the engine is in error alone', () => {
    const { workspace, addFormula, addColumn } = openTrial();
    addFormula('f', '=[@次数]+1');
    for (const formula of [
      `=${'-'.repeat(4_000)}1`,
      `=${`(${'-'.repeat(60)}`.repeat(60)}1${')'.repeat(60)}`,
      `=1${'+1'.repeat(4_000)}`,
      `=1${'%'.repeat(4_000)}`,
    ]) {
      addColumn('g', 'formula', 'g', { formula });
      expect(compute(openRowEngine, workspace, [{ n: 1 }])).toEqual({
        f: [2],
        g: [{ error: '#ERROR!' }],
      });
    }
    addColumn('g', 'formula', 'g', { formula: `=1${'+1'.repeat(500)}` });
    expect(compute(openRowEngine, workspace, [{ n: 1 }]).g).toEqual([501]);
  });

  it('FORM-45: a stored formula that names what there is not is #NAME?, one that cannot be read #ERROR!', () => {
    const { workspace, addColumn } = openTrial();
    for (const [formula, error] of [
      ['=FOO([@n])', '#NAME?'],
      ['=A1+1', '#NAME?'],
      ['=Sheet2!A1', '#NAME?'],
      ['=NOW()', '#NAME?'],
      ['=INDIRECT("A1")', '#NAME?'],
      ['=1+', '#ERROR!'],
      ['n*2', '#ERROR!'],
    ] as const) {
      addColumn('f', 'formula', 'f', { formula });
      expect(compute(openRowEngine, workspace, [{ n: 1 }]).f).toEqual([{ error }]);
    }
  });

  it('FORM-44: of a table the first hundred formulas are computed, the others are in error', () => {
    const { workspace, addFormula } = openTrial();
    for (let number = 100; number <= 200; number++) addFormula(`f${number}`, `=[@次数]+${number}`);
    const results = Object.values(compute(openRowEngine, workspace, [{ n: 1 }])).flat();
    expect(results.filter((value) => typeof value === 'number')).toHaveLength(100);
    expect(results.filter((value) => typeof value === 'object')).toEqual([{ error: '#ERROR!' }]);
  });

  it('FORM-41: the texts of a row are together no longer than one of them may be', () => {
    const { workspace, addFormula } = openTrial();
    addFormula('f', '=REPT("x",[@次数])');
    addFormula('g', '=REPT("y",20000)');
    addFormula('h', '="z"');
    const { f, g, h } = compute(openRowEngine, workspace, [{ n: 20_000 }, { n: 5 }]);
    const sizes = [f, g, h].map((values) =>
      values!.map((value) => (typeof value === 'string' ? value.length : value)),
    );
    // Columns made at once stand in any order: the later of the two has no room.
    expect([sizes[0]![0], sizes[1]![0]]).toContain(20_000);
    expect([sizes[0]![0], sizes[1]![0]]).toContainEqual({ error: '#VALUE!' });
    expect([sizes[0]![1], sizes[1]![1], sizes[2]]).toEqual([5, 20_000, [1, 1]]);
  });

  it('FORM-17: one row that brings the engine down takes no other with it', () => {
    const { workspace, addFormula } = openTrial();
    addFormula('f', '=LEN(REPT(REPT("x",[@次数]),[@次数]))');
    const rows = [1, 2, 30_000, 4].map((n) => ({ n }));
    expect(compute(openRowEngine, workspace, rows).f).toEqual([1, 4, { error: '#ERROR!' }, 16]);
    expect(one('=REPT("x",40000)')).toEqual({ error: '#VALUE!' });
  });

  it('FORM-18: texts are those that everyone sees alike', () => {
    const { workspace, addFormula, put } = openTrial();
    put('people', 'ada', { name: 'Ada' });
    put('people', 'bo', { name: '李波' });
    put('tags', 'v', { name: { zh: '高净值', en: 'Wealthy' }, order: 'B' });
    put('tags', 'a', { name: 'VIP', order: 'A' });
    addFormula('f', '=[@意向]&"|"&[@手机]&"|"&[@负责人]&"|"&[@标签]');
    const row = { s: 'clear', p: '+8613812345678', w: ['ada', 'bo'], g: ['a', 'v'] };
    expect(compute(openRowEngine, workspace, [row]).f).toEqual([
      '明确|13812345678|Ada, 李波|VIP, 高净值',
    ]);
    expect(compute(openRowEngine, workspace, [{}]).f).toEqual(['|||']);
    expect(today).toBe('2026-11-21');
  });
});
