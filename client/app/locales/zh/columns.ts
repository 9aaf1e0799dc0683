import type { UnreadReason } from '../../../../shared/columns/columnType.ts';

/** Why a column could not read a text; shown under the open editor and on the cell's mark. */
export const unread = {
  notANumber: '这不是数字。',
  notADate: '这不是日期。可以写成 2026-05-06 或 5月6日。',
  ambiguousDate: '分不清月和日，请写成 2026-05-06 的样子。',
  notACheckbox: '请写“是”或“否”。',
  notAPhone: '这不是电话号码。',
  unknownPerson: '成员里没有这个人。',
  ambiguousPerson: '有几个人叫这个名字，请从列表里选。',
  unknownRow: '没有找到这一行。',
  ambiguousRow: '有几行叫这个名字，请从列表里选。',
  tooPrecise: '数字超过 15 位，存成数字会丢失末尾。证件号和卡号请用文本列。',
  tooLong: '太长了，一格最多 262,144 个字符。请缩短，或写进笔记。',
  computed: '这一列由公式算出，不能直接填写。要改结果，请改它用到的列。',
  wrongKind: '这一列放不下这样的内容。',
} as const satisfies Record<UnreadReason, string>;
