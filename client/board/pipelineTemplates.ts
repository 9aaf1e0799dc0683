import type { Name, Outcome } from '../../shared/model/index.ts';

/** Stages that a new pipeline may begin with. They are the team's own afterwards. */
export interface PipelineTemplate {
  readonly id: string;
  readonly stages: readonly { readonly name: Name; readonly outcome?: Outcome }[];
}

const stage = (zh: string, en: string, outcome?: Outcome): PipelineTemplate['stages'][number] => ({
  name: { zh, en },
  ...(outcome !== undefined && { outcome }),
});

/** The mission's F02, F03 and F04, and nothing at all. */
export const pipelineTemplates = [
  {
    id: 'quote',
    stages: [
      stage('初步接触', 'Contact'),
      stage('需求分析', 'Needs'),
      stage('报价', 'Quote'),
      stage('签约', 'Contract', 'won'),
    ],
  },
  {
    id: 'approval',
    stages: [
      stage('初步接触', 'Contact'),
      stage('需求分析', 'Needs'),
      stage('方案提供', 'Proposal'),
      stage('商务谈判', 'Negotiation'),
      stage('合同审批', 'Contract approval'),
      stage('成交', 'Won', 'won'),
      stage('流失', 'Lost', 'lost'),
    ],
  },
  {
    id: 'delivery',
    stages: [
      stage('线索', 'Lead'),
      stage('初步接触', 'Contact'),
      stage('需求分析', 'Needs'),
      stage('方案提供', 'Proposal'),
      stage('商务谈判', 'Negotiation'),
      stage('签约', 'Contract'),
      stage('交付', 'Delivery'),
      stage('回款', 'Payment', 'won'),
    ],
  },
  { id: 'empty', stages: [] },
] as const satisfies readonly PipelineTemplate[];

export type PipelineTemplateId = (typeof pipelineTemplates)[number]['id'];
