/** Formula columns: why a result is an error, what is wrong with a formula, and how one is written. */
export const formula = {
  errors: {
    division: '除数是 0 或空。填上除数，或用 IF 先判断。',
    name: '公式里有不认识的函数或名字。请编辑公式。',
    value: '文字用在了该是数字或日期的地方。请检查公式用到的列。',
    reference: '公式用到的列已经删除。请恢复那一列，或编辑公式。',
    number: '这些数算不出结果，或结果太大。请检查公式用到的列。',
    missing: '没有查到对应的值。请检查要查的内容。',
    cycle: '公式绕了一圈又用到自己。请编辑公式，去掉循环。',
    broken: '这个公式算不了。请编辑公式。',
  },
  unreadText: '“{{column}}”里的文字读不懂。改好它，这里就会重算。',
  errorFrom: '错误来自“{{column}}”：{{why}}',
  errorAt: '问题出在“{{column}}”：{{why}}',
  computed_other: '{{count, number}} 格由公式算出，没有改',
} as const;
