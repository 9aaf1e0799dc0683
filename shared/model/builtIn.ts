import type { Name } from './language.ts';
import type { ColumnSettings, ColumnTypeId, Outcome, TableKind } from './schema.ts';

/**
 * The tables that every workspace begins with. Names here are in both languages and give way to
 * whatever people rename them to; ids and keys never change.
 */
export interface BuiltInTable {
  readonly id: string;
  readonly kind: TableKind;
  readonly name: Name;
  readonly columns: readonly BuiltInColumn[];
}

export interface BuiltInColumn {
  readonly id: string;
  readonly type: ColumnTypeId;
  readonly name: Name;
  readonly width: number;
  readonly settings?: ColumnSettings;
  readonly options?: readonly BuiltInOption[];
}

export interface BuiltInOption {
  readonly id: string;
  readonly name: Name;
  readonly pipeline?: string;
  readonly outcome?: Outcome;
}

export interface BuiltInPipeline {
  readonly id: string;
  readonly table: string;
  readonly column: string;
  readonly name: Name;
}

/** The pipeline that the stages of `deals` make. */
export const builtInPipelines: readonly BuiltInPipeline[] = [
  { id: 'sales', table: 'deals', column: 'stage', name: { zh: '销售流程', en: 'Sales' } },
];

const column = (
  id: string,
  type: ColumnTypeId,
  zh: string,
  en: string,
  width: number,
  more: Pick<BuiltInColumn, 'settings' | 'options'> = {},
): BuiltInColumn => ({ id, type, name: { zh, en }, width, ...more });

const option = (id: string, zh: string, en: string): BuiltInOption => ({ id, name: { zh, en } });

const stage = (id: string, zh: string, en: string, outcome?: Outcome): BuiltInOption => ({
  ...option(id, zh, en),
  pipeline: 'sales',
  ...(outcome !== undefined && { outcome }),
});

const customerLink = column('customer', 'link', '客户', 'Customer', 180, {
  settings: { linkedTable: 'customers' },
});

const yuan: ColumnSettings = { currency: 'CNY' };

/**
 * A: comes back and buys much; B: knows what it wants, or has bought before; C: everyone else.
 * What each is owed is in the mission's B01–B03.
 */
const tierSettings: ColumnSettings = {
  formula:
    '=IF(AND([@dealCount]>=3,[@averageTicket]>=5000),"A",' +
    'IF(OR([@dealCount]>=2,[@intent]=[=intent/clear]),"B","C"))',
  result: 'text',
  grades: ['A', 'B', 'C'],
};

export const builtInTables: readonly BuiltInTable[] = [
  {
    id: 'customers',
    kind: 'customers',
    name: { zh: '客户', en: 'Customers' },
    columns: [
      column('name', 'text', '客户名称', 'Name', 180),
      column('kind', 'select', '类型', 'Type', 104, {
        options: [
          option('individual', '个人', 'Individual'),
          option('enterprise', '企业', 'Business'),
        ],
      }),
      column('tier', 'formula', '级别', 'Tier', 88, { settings: tierSettings }),
      column('phone', 'phone', '手机', 'Phone', 140),
      column('tags', 'tags', '标签', 'Tags', 200),
      column('dealCount', 'number', '成交次数', 'Deals won', 108, { settings: { decimals: 0 } }),
      column('averageTicket', 'currency', '客单价', 'Average order', 132, { settings: yuan }),
      column('intent', 'select', '意向', 'Intent', 112, {
        options: [
          option('clear', '明确', 'Strong'),
          option('considering', '考虑中', 'Considering'),
          option('unclear', '不明', 'Unknown'),
        ],
      }),
      column('owner', 'person', '负责人', 'Owner', 128),
      column('outlet', 'select', '网点', 'Outlet', 140),
      column('industry', 'select', '行业', 'Industry', 140),
      column('source', 'select', '来源', 'Source', 112, {
        options: [
          option('walkIn', '网点到访', 'Walk-in'),
          option('referral', '客户推荐', 'Referral'),
          option('event', '线下活动', 'Event'),
          option('telemarketing', '电话营销', 'Telemarketing'),
          option('online', '线上咨询', 'Online'),
        ],
      }),
      column('idNumber', 'text', '证件号码', 'ID number', 180),
      column('birthday', 'date', '生日', 'Birthday', 128),
      column('note', 'text', '备注', 'Note', 240),
    ],
  },
  {
    id: 'followUps',
    kind: 'followUps',
    name: { zh: '跟进', en: 'Follow-ups' },
    columns: [
      column('summary', 'text', '沟通要点', 'What happened', 280),
      customerLink,
      column('date', 'date', '日期', 'Date', 128),
      column('channel', 'select', '方式', 'Channel', 96, {
        options: [
          option('call', '电话', 'Call'),
          option('visit', '拜访', 'Visit'),
          option('message', '微信', 'Message'),
          option('counter', '柜面', 'Counter'),
          option('mail', '邮件', 'E-mail'),
        ],
      }),
      column('feedback', 'text', '客户反馈', 'Feedback', 220),
      column('keyInformation', 'text', '关键信息', 'Key information', 220),
      column('nextStep', 'text', '下一步', 'Next step', 200),
      column('nextDate', 'date', '下一步日期', 'Next date', 128),
      column('by', 'person', '跟进人', 'By', 128),
    ],
  },
  {
    id: 'deals',
    kind: 'deals',
    name: { zh: '商机', en: 'Deals' },
    columns: [
      column('name', 'text', '商机名称', 'Deal', 220),
      customerLink,
      column('stage', 'select', '阶段', 'Stage', 152, {
        options: [
          stage('contact', '初步接触', 'Contact'),
          stage('needs', '需求分析', 'Needs'),
          stage('proposal', '方案提供', 'Proposal'),
          stage('negotiation', '商务谈判', 'Negotiation'),
          stage('approval', '合同审批', 'Contract approval'),
          stage('won', '成交', 'Won', 'won'),
          stage('lost', '流失', 'Lost', 'lost'),
        ],
      }),
      column('amount', 'currency', '预计金额', 'Expected amount', 152, { settings: yuan }),
      column('expectedDate', 'date', '预计签约', 'Expected date', 128),
      column('owner', 'person', '负责人', 'Owner', 128),
      column('lossReason', 'select', '流失原因', 'Reason for loss', 136, {
        options: [
          option('price', '价格', 'Price'),
          option('product', '产品', 'Product'),
          option('service', '服务', 'Service'),
        ],
      }),
    ],
  },
  {
    id: 'tasks',
    kind: 'tasks',
    name: { zh: '待办', en: 'Tasks' },
    columns: [
      column('title', 'text', '事项', 'Task', 260),
      column('done', 'checkbox', '完成', 'Done', 80),
      column('due', 'date', '截止日期', 'Due', 128),
      customerLink,
      column('assignee', 'person', '负责人', 'Assignee', 128),
    ],
  },
];
