import { pick } from '../chance.ts';
import type { SampleVoice } from '../voice.ts';
import { blanks, conversations } from './conversations.ts';
import { brands, givenNames, lines, surnames } from './names.ts';

export const zh: SampleVoice = {
  staff: ['林若溪', '周子衡', '许嘉禾', '唐亦凡', '韩雨桐', '梁景行'],
  outlets: ['青禾支局', '望江路支局', '柳溪支局', '文昌街支局', '北岭支局', '渡口支局'],
  tagGroups: [
    {
      topic: 'industry',
      name: '行业',
      tags: ['茶叶', '服装', '生鲜', '餐饮', '文化用品', '家电五金'],
    },
    { topic: 'source', name: '来源', tags: ['社区活动', '商圈走访', '老客户介绍', '校园推广'] },
    { topic: 'interest', name: '兴趣', tags: ['贷款意向', '定期存款', '养老保险', '报刊订阅'] },
    { topic: 'value', name: '价值', tags: ['高价值', '有潜力', '普通'] },
    {
      topic: 'preference',
      name: '业务偏好',
      tags: ['集邮爱好者', '理财需求', '国际寄递', '电商卖家'],
    },
    { topic: 'service', name: '服务需求', tags: ['需重点跟进', '投诉历史', '生日关怀'] },
  ],
  lines,
  occupations: ['教育', '医疗', '机关单位', '个体经营', '退休', '制造'],
  individualName: (random) => pick(random, surnames) + pick(random, givenNames),
  enterpriseName: (random, line) => pick(random, brands) + pick(random, line.endings),
  notes: {
    individual: [
      '上午在家，下午两点后方便接电话',
      '习惯来柜面办理，不太用手机',
      '每月 10 号前后来取退休金',
      '孩子在外地读书，常寄生活用品',
      '家住支局对面小区，路过会进来坐坐',
      '对收益比较敏感，会和他行比价',
      '只加微信，不接陌生来电',
      '每逢新邮发行必到',
      '夫妻二人都在本支局开户',
    ],
    enterprise: [
      '旺季在 9 月到次年 1 月，日均发件翻倍',
      '合同由财务复核，流程约一周',
      '仓库在工业园二期，下午四点前要取件',
      '老板亲自管物流，副手不拍板',
      '目前两家快递在用，主要看时效',
      '对账单要求每月 5 号前给到',
      '员工三十来人，有代发工资需求',
      '新仓库年底投用',
    ],
  },
  conversations,
  blanks,
  products: {
    individual: [
      { name: '定期存款转存', least: 20_000, most: 300_000 },
      { name: '稳健理财', least: 10_000, most: 200_000 },
      { name: '养老保险', least: 3_000, most: 40_000 },
      { name: '经营贷款', least: 50_000, most: 300_000 },
      { name: '报刊全年订阅', least: 200, most: 1_200 },
      { name: '保管箱租用', least: 400, most: 2_000 },
    ],
    enterprise: [
      { name: '批量寄递协议', least: 12_000, most: 180_000 },
      { name: '代发工资', least: 50_000, most: 400_000 },
      { name: '仓配一体', least: 40_000, most: 350_000 },
      { name: '国际小包', least: 8_000, most: 120_000 },
      { name: '流动资金贷款', least: 200_000, most: 1_500_000 },
      { name: '商函投递', least: 3_000, most: 40_000 },
      { name: '年度集邮定制册', least: 5_000, most: 60_000 },
    ],
  },
  tasks: {
    individual: [
      '给{customer}回电话，确认资料是否收到',
      '约{customer}来网点办理转存',
      '提醒{customer}理财到期',
      '{customer}生日，发祝福短信',
      '通知{customer}新邮到货',
      '回访{customer}：投诉处理是否满意',
    ],
    enterprise: [
      '准备{customer}的报价单',
      '约{customer}上门拜访',
      '把合同样本发给{customer}',
      '核对{customer}上月对账单',
      '给{customer}送月结客户资料',
      '安排{customer}旺季取件车',
      '回访{customer}：投诉处理是否满意',
    ],
  },
};
