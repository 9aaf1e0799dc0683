export const settle = {
  chip_other: '{{count}} 处待处理',
  title: '没有写进去的修改',
  meaning: '下面是你写的、服务器没有照原样收下的内容。需要的话先复制，再决定怎么改。',
  refused: '服务器没有接受。',
  conflict: '别人先改了同一处，保留了别人的内容。',
  unknownRow: '看不到的行',
  cleared: '（清空）',
  noCells_other: '{{count}} 项对行或表格的操作',
  more_other: '还有 {{count}} 处',
  dismiss: '知道了，不再显示',
  copyFailed: '没能复制，请手动选择文字。',
} as const;
