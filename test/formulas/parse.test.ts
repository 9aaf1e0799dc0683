import fc from 'fast-check';
import { HyperFormula } from 'hyperformula';
import { describe, expect, it } from 'vitest';
import { functionAliases, volatileFunctions } from '../../shared/formulas/functions.ts';
import {
  inputsOf,
  knownFunctions,
  parseFormula,
  showFormula,
} from '../../shared/formulas/index.ts';
import { languages, type Name } from '../../shared/model/index.ts';
import { openTrial, problemOf, table } from './trialTable.ts';

const tier = '=IF(AND([@n]>=3,[@m]>=5000),"A",IF([@s]=[=s/clear],"B","C"))';

const read = (typed: string, { workspace } = openTrial()): string => {
  const parsed = parseFormula(typed, table, workspace);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.formula;
};

describe('a typed formula', () => {
  it('FORM-1: names columns and options in either language, and is stored by their ids', () => {
    for (const typed of [
      '=IF(AND([@次数]>=3,[@客单价]>=5000),"A",IF([@意向]="明确","B","C"))',
      '=IF(AND([@Times]>=3,[@客单价]>=5000),"A",IF([@intent]="Strong","B","C"))',
      'if(and([@ＴＩＭＥＳ]>=3,[@[客单价]]>=5000),"A",if([@意向]="strong","B","C"))',
    ])
      expect(read(typed)).toBe(tier);
  });

  it('FORM-2: is read as a Chinese input method writes it', () => {
    for (const typed of [
      '＝IF（AND（［＠次数］＞＝３，【@客单价】》=5000），“A”，IF（【@意向】＝“明确”，＂B＂，“C”））',
      '=ＩＦ(AND([@次数]≥3；[@客单价]≥5000)；"A"；IF([@意向]="明确"；"B"；"C"))',
    ])
      expect(read(typed)).toBe(tier);
    expect(read('=［@次数］×２÷３－１％')).toBe('=[@n]*2/3-1%');
    expect(read('="（全角，留着）“"')).toBe('="（全角，留着）“"');
    expect(read('=“他说"好"”')).toBe('="他说""好"""');
    expect(read('=IF([@次数]≠1,{1;2},"")')).toBe('=IF([@n]<>1,{1;2},"")');
  });

  it('FORM-3: is shown in the reader’s language, and reads back as it was stored', () => {
    const { workspace } = openTrial();
    expect(showFormula(tier, table, workspace, 'zh')).toBe(
      '=IF(AND([@次数]>=3,[@客单价]>=5000),"A",IF([@意向]="明确","B","C"))',
    );
    expect(showFormula(tier, table, workspace, 'en')).toBe(
      '=IF(AND([@Times]>=3,[@客单价]>=5000),"A",IF([@Intent]="Strong","B","C"))',
    );
    const name = fc.oneof(
      fc.constantFrom(
        'a',
        'a b',
        "Customer's name",
        '[x]',
        '[',
        ']',
        '【',
        '＃1',
        '@x',
        "'",
        '=s/clear',
        '次数',
        'id:n',
        'A1',
        '金额【元】',
      ),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
        .filter((some) => some.trim() !== ''),
    );
    const names: fc.Arbitrary<Name> = fc.oneof(
      name,
      fc.record({ zh: name, en: name }, { noNullPrototype: true }),
    );
    const part = fc.oneof(
      fc.constantFrom(
        '[@n]',
        '[@m]',
        '[@t]',
        '[@s]',
        '[@f]',
        '1.5',
        '"x"',
        '"a ""b"""',
        'TRUE',
        '{1,2;3,4}',
        '[@s]=[=s/clear]',
        '[=s/weak]=[@s]',
        '[@s]<>"none"',
        '[@t]="明确"',
        'SWITCH([@s],[=s/clear],1,2)',
      ),
    );
    const formula = fc
      .tuple(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('+', '&', ' , ', '\n- ', '%*-'),
      )
      .map(([parts, joint]) =>
        joint === ' , ' ? `=CONCAT( ${parts.join(joint)})` : `=(${parts.join(joint)})`,
      );
    fc.assert(
      fc.property(formula, fc.tuple(names, names, names), (stored, [n, f, clear]) => {
        const { workspace: named, put, addColumn } = openTrial();
        addColumn('f', 'text', f);
        put('columns', `${table}/n`, { name: n });
        put('options', `${table}/s/clear`, { name: clear });
        // An option that is called like another text of the formula is that text.
        fc.pre(
          ![clear]
            .flat()
            .some((text) => /none|明确|^x$|a "b"|考虑中|consider/i.test(JSON.stringify(text))),
        );
        for (const language of languages) {
          const shown = showFormula(stored, table, named, language);
          expect([
            shown,
            read(shown, { workspace: named } as ReturnType<typeof openTrial>),
          ]).toEqual([shown, stored]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('FORM-4: takes Excel’s structured references', () => {
    const { addColumn, ...trial } = openTrial();
    addColumn('x', 'number', "a, [b]'s #1");
    const all = { addColumn, ...trial };
    for (const typed of [
      "=[@[a, '[b']''s '#1]]",
      "=试验[@[a, [b]'s #1]]",
      "=Table1[[#This Row],[a, '[b']''s '#1]]",
      "=表1[[#此行]，[a, '[b']''s '#1]]",
      "=[a, '[b']''s '#1]",
    ])
      expect(read(typed, all)).toBe('=[@x]');
    expect(showFormula('=[@x]', table, trial.workspace, 'zh')).toBe("=[@[a, '[b']''s '#1]]");
    expect(read('=[@x]'.replace('x', 'id:x'), all)).toBe('=[@x]');
  });

  it('FORM-5: `[Name]` is this row’s cell where one value is wanted; whole columns are refused', () => {
    expect(read('=[次数]*2')).toBe('=[@n]*2');
    expect(read('=IF([次数]>1,[客单价])')).toBe('=IF([@n]>1,[@m])');
    expect(read('=SUM([次数]*2)')).toBe('=SUM([@n]*2)');
    const { workspace } = openTrial();
    expect(problemOf('=SUM([次数])', workspace)).toEqual({
      reason: 'wholeColumn',
      from: 5,
      to: 9,
      name: '次数',
    });
  });

  it('FORM-6: a text is an option where it is compared with that column, else where the formula reads the column', () => {
    const { workspace, addColumn, addOption } = openTrial();
    addColumn('r', 'select', '结果');
    addOption('r', 'sure', '明确');
    const both = { workspace } as ReturnType<typeof openTrial>;
    expect(read('=AND([@意向]="明确",[@结果]="明确","明确"=[@备注])', both)).toBe(
      '=AND([@s]=[=s/clear],[@r]=[=r/sure],"明确"=[@t])',
    );
    expect(read('=IF([@次数]>1,"明确",[@意向])', both)).toBe('=IF([@n]>1,[=s/clear],[@s])');
    expect(read('=IF([@次数]>1,"明确","")', both)).toBe('=IF([@n]>1,"明确","")');
    expect(read('=SWITCH([@意向],"Strong",1,"weak",2)', both)).toBe(
      '=SWITCH([@s],[=s/clear],1,"weak",2)',
    );
  });

  it('FORM-7: what cannot be is refused, with the reason and its place', () => {
    const { workspace, addFormula } = openTrial();
    addFormula('f', '=[@次数]+1');
    addFormula('h', '=[@f]+1');
    const cases: readonly [string, string, string][] = [
      ['', 'empty', ''],
      [' = ', 'empty', ' = '],
      ['=1+', 'syntax', ''],
      ['=IF(1,2', 'syntax', ''],
      ['=1 2', 'syntax', '2'],
      ['="a', 'syntax', '"a'],
      ['=[@次数', 'syntax', '[@次数'],
      ['=1+~2', 'syntax', '~'],
      ['={[@n]}', 'syntax', '[@n]'],
      ['=[@没有]*2', 'unknownColumn', '[@没有]'],
      ['=次数*2', 'bareName', '次数'],
      ['=3月+1', 'bareName', '3月'],
      ['=SUM([次数])', 'wholeColumn', '[次数]'],
      ['=2*FIXED([@次数])', 'unknownFunction', 'FIXED'],
      ['=IF([@次数])', 'arguments', 'IF'],
      ['=TODAY(1)', 'arguments', 'TODAY'],
      ['=A1+1', 'cellReference', 'A1'],
      ['=$A$1', 'cellReference', '$A$1'],
      ['=SUM(A:A)', 'cellReference', 'A:A'],
      ['=SUM(1:1)', 'cellReference', '1:1'],
      ["='My sheet'!A1", 'cellReference', "'My sheet'!A1"],
      ['=商机[@金额]', 'cellReference', '商机[@金额]'],
      ['=now()', 'volatile', 'now'],
      ['=INDIRECT("A1")', 'volatile', 'INDIRECT'],
      ['=[@客户]&""', 'linkColumn', '[@客户]'],
      ['=[@h]', 'cycle', '[@h]'],
      [`=${'('.repeat(70)}1${')'.repeat(70)}`, 'tooLong', '('],
    ];
    for (const [typed, reason, at] of cases) {
      const { from, to, ...problem } = problemOf(typed, workspace, 'f');
      expect([typed, problem.reason, typed.slice(from, to)]).toEqual([typed, reason, at]);
    }
    expect(problemOf(`=1${'+1'.repeat(5_000)}`, workspace).reason).toBe('tooLong');
    expect(problemOf(`=1${'+1'.repeat(501)}`, workspace).reason).toBe('tooLong');
    expect(problemOf(`=${'('.repeat(40)}${'-'.repeat(40)}1`, workspace).reason).toBe('tooLong');
  });

  it('FORM-7: nothing that anybody types makes it fall over', () => {
    const { workspace } = openTrial();
    const piece = fc.oneof(
      fc.constantFrom(
        ...'[]@\'"“”（）(){},;:!#=<>+-*/^&%.$ \n【】',
        '[@次数]',
        'IF(',
        'SUM',
        '1',
        '1e',
        '明确',
        '[[#',
        'TRUE',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const typed = pieces.join('');
        const parsed = parseFormula(typed, table, workspace);
        if (parsed.ok) {
          const shown = showFormula(parsed.formula, table, workspace, 'zh');
          expect(parseFormula(shown, table, workspace)).toEqual(parsed);
        } else
          expect(parsed.problem.to).toBeLessThanOrEqual(
            Math.max(typed.length, parsed.problem.from),
          );
      }),
      { numRuns: 1_000 },
    );
  });

  it('FORM-8: knows the functions that the engine has, and what they take', () => {
    HyperFormula.buildEmpty({ licenseKey: 'gpl-v3' }).destroy();
    for (const [name, { least, most }] of knownFunctions) {
      const called = functionAliases[name] ?? name;
      const plugin = HyperFormula.getFunctionPlugin(called);
      const alias = plugin?.aliases?.[called];
      const takes =
        plugin?.implementedFunctions[called] ?? plugin?.implementedFunctions[alias ?? ''];
      expect([name, takes === undefined]).toEqual([name, false]);
      const parameters = takes?.parameters ?? [];
      const needed =
        parameters.findLastIndex(
          (one) => one.optionalArg !== true && one.defaultValue === undefined,
        ) + 1;
      expect([name, least, most]).toEqual([
        name,
        needed,
        takes?.repeatLastArgs === undefined ? parameters.length : Number.POSITIVE_INFINITY,
      ]);
      expect([name, takes?.isVolatile === true]).toEqual([name, name === 'TODAY']);
      expect(volatileFunctions.has(name)).toBe(false);
    }
    expect(knownFunctions.size).toBeGreaterThan(350);
  });

  it('FORM-9: says which columns it reads', () => {
    expect(inputsOf(tier)).toEqual(['n', 'm', 's']);
    expect(inputsOf('=1+1')).toEqual([]);
    expect(inputsOf('=[@n')).toEqual([]);
  });
});
