import type { Language } from '../../shared/model/index.ts';

/** What people are called and write on the screens. */
export interface Words {
  readonly owner: string;
  readonly colleague: string;
  readonly viewer: string;
  readonly guest: string;
  readonly token: string;
  readonly table: string;
  readonly ratio: string;
  readonly followUp: string;
  readonly nextStep: string;
  readonly noDate: string;
  /** As HTML, as an editor elsewhere would put it on the clipboard. */
  readonly note: string;
  readonly toDo: string;
}

export const wordsIn: Readonly<Record<Language, Words>> = {
  zh: {
    owner: '马建国',
    colleague: '李敏',
    viewer: '陈静',
    guest: '何芳',
    token: '月报脚本',
    table: '网点',
    ratio: '每次成交',
    followUp: '电话沟通年底寄递，客户想把大件也交给我们，担心破损',
    nextStep: '周三前带防护包装样品上门',
    noDate: '国庆前后',
    note: `<h1>旺季方案</h1><p>对方每年 11 月起量，<b>破损率</b>是最关心的事。上次的报价单在<a href="https://example.com/quote">报价页</a>。</p><h2>要谈的</h2><ul><li>大件单独计价</li><li>保价按 3‰</li></ul><p>联系人只在上午接电话。</p>`,
    toDo: '确认上门时间',
  },
  en: {
    owner: 'Martha Reid',
    colleague: 'Liam Chen',
    viewer: 'Clara Hughes',
    guest: 'Nora Patel',
    token: 'Monthly report',
    table: 'Outlets',
    ratio: 'Spent each time',
    followUp:
      'Called about year-end parcels: large ones could come to us too, if they arrive whole',
    nextStep: 'Bring samples of the padding before Wednesday',
    noDate: 'around Easter',
    note: `<h1>Plan for the season</h1><p>Volumes rise in November, and <b>breakage</b> worries them most. Our last quote is on <a href="https://example.com/quote">this page</a>.</p><h2>To talk about</h2><ul><li>A price of its own for large parcels</li><li>Insurance at 3‰</li></ul><p>The contact answers before noon only.</p>`,
    toDo: 'Confirm the visit',
  },
};
