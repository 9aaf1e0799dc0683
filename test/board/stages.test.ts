import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  addPipeline,
  movePipeline,
  removePipeline,
  renamePipeline,
} from '../../client/board/pipelines.ts';
import { countIn, removeStage } from '../../client/board/stageRemoval.ts';
import {
  addStage,
  moveStage,
  type Planned,
  pipelinesIn,
  recolorStage,
  renameStage,
  type StageList,
  setOutcome,
  stagesIn,
} from '../../client/board/stages.ts';
import type { Step } from '../../client/store/store.ts';
import type { Option } from '../../shared/model/index.ts';
import { type BoardTable, boardTable, idOf, shownIn } from '../store/boardTable.ts';

const sales: StageList = { table: 'deals', column: 'stage', pipeline: 'sales' };
let deals: BoardTable;
const store = () => ({ workspace: deals.workspace, table: () => deals.table });

beforeEach(() => {
  deals = boardTable();
});
afterEach(() => deals.close());

/** As the store does a step; answers how to undo it. */
const dispatch = ({ records = [], commands }: Step): (() => void) => {
  const undoRecords = deals.workspace.apply(records, null).inverse;
  const undoCells = deals.ledger.apply(commands, null).inverse;
  return () => {
    deals.workspace.apply(undoRecords, null);
    deals.ledger.apply(undoCells, null);
  };
};
const done = (plan: Planned): string => {
  if (!plan.ok) throw new Error(plan.reason);
  dispatch(plan.step);
  return plan.id;
};
const reasonOf = (plan: Planned): string | null => (plan.ok ? null : plan.reason);
const names = (list: StageList): unknown[] => stagesIn(store(), list).map(({ name }) => name);
const zhNames = (list: StageList): string[] =>
  stagesIn(store(), list).map(({ name }) => (typeof name === 'string' ? name : name.zh));
const stage = (id: string): Option => deals.workspace.option('deals', 'stage', id)!;

test('BOARD-17: a stage is added where it should stand, once, however many people add it', () => {
  const id = done(addStage(store(), sales, ' 实地  考察 ', 'proposal'));
  expect(zhNames(sales)).toEqual([
    '初步接触',
    '需求分析',
    '实地 考察',
    '方案提供',
    '商务谈判',
    '合同审批',
    '成交',
    '流失',
  ]);
  expect(stage(id)).toMatchObject({ pipeline: 'sales', outcome: null, color: null });

  const other = boardTable();
  const plan = addStage(
    { workspace: other.workspace, table: () => other.table },
    sales,
    '实地 考察',
  );
  expect(plan).toMatchObject({ ok: true, id });
  other.close();
});

test('BOARD-18: a name that is none, too long or taken in its pipeline is told before anything happens', () => {
  expect(reasonOf(addStage(store(), sales, '  '))).toBe('noName');
  expect(reasonOf(addStage(store(), sales, '长'.repeat(101)))).toBe('nameTooLong');
  expect(reasonOf(addStage(store(), sales, 'CONTACT'))).toBe('nameTaken');
  expect(reasonOf(renameStage(store(), stage('needs'), '初步接触'))).toBe('nameTaken');
  expect(reasonOf(renameStage(store(), stage('needs'), 'needs'))).toBe(null);
  expect(reasonOf(addPipeline(store(), sales, '销售流程', 'empty', 'zh'))).toBe('nameTaken');
});

test('BOARD-19: stages are renamed, painted, ended and put elsewhere, each to be taken back', () => {
  const before = stagesIn(store(), sales);
  const undo = [
    renameStage(store(), stage('needs'), '摸清需求'),
    { ok: true, id: '', step: recolorStage(stage('needs'), 'teal') } as const,
    { ok: true, id: '', step: setOutcome(stage('approval'), 'won') } as const,
    { ok: true, id: '', step: moveStage(store(), stage('lost'), 'contact') } as const,
  ].map((plan) => (plan.ok ? dispatch(plan.step) : () => {}));
  expect(stage('needs')).toMatchObject({ name: '摸清需求', color: 'teal' });
  expect(stage('approval').outcome).toBe('won');
  expect(zhNames(sales).slice(0, 3)).toEqual(['流失', '初步接触', '摸清需求']);
  for (const back of undo.reverse()) back();
  expect(stagesIn(store(), sales)).toEqual(before);
  expect(moveStage(store(), stage('needs'), 'proposal').records).toEqual([]);
  expect(moveStage(store(), stage('needs'), 'needs').records).toEqual([]);
});

test('BOARD-19: a stage is put between two that have one order key', () => {
  const same = ['contact', 'needs', 'proposal'].map((id) => ({
    type: 'setRecord' as const,
    collection: 'options' as const,
    id: `deals/stage/${id}`,
    properties: { order: '8' },
  }));
  deals.workspace.apply(same, null);
  dispatch(moveStage(store(), stage('won'), 'needs'));
  expect(
    stagesIn(store(), sales)
      .map(({ id }) => id)
      .slice(0, 4),
  ).toEqual(['contact', 'won', 'needs', 'proposal']);
});

test('BOARD-20: a stage is removed with all its deals going where they are sent, in one step', () => {
  for (const number of [1, 2, 3, 4])
    deals.add(idOf(number), { stage: number < 4 ? 'needs' : 'won' });
  deals.deleteRow(idOf(3));
  const board = deals.openBoard();
  expect(countIn(store(), 'deals', 'stage', new Set(['needs']))).toBe(2);
  const step = removeStage(store(), stage('needs'), 'proposal', 9);
  expect(step.commands).toHaveLength(1);
  const undo = dispatch(step);
  expect(zhNames(sales)).not.toContain('需求分析');
  expect(shownIn(board)).toEqual({ proposal: [1, 2].map(idOf), won: [idOf(4)] });
  deals.restoreRow(idOf(3));
  expect(shownIn(board).proposal).toEqual([1, 2, 3].map(idOf));
  // Somebody took one further since: undoing leaves it there.
  deals.write(idOf(2), 'stage', 'won');
  undo();
  expect(shownIn(board)).toEqual({ needs: [1, 3].map(idOf), won: [2, 4].map(idOf) });

  dispatch(removeStage(store(), stage('needs'), null, 9));
  expect(shownIn(board)).toEqual({ '': [1, 3].map(idOf), won: [2, 4].map(idOf) });
});

test('BOARD-21: a pipeline begins with the stages of its template, in the language of who adds it', () => {
  const annual = done(addPipeline(store(), sales, '年度协议', 'quote', 'zh'));
  const list = { ...sales, pipeline: annual };
  expect(names(list)).toEqual(['初步接触', '需求分析', '报价', '签约']);
  expect(stagesIn(store(), list).at(-1)).toMatchObject({ outcome: 'won', pipeline: annual });
  expect(stagesIn(store(), sales)).toHaveLength(7);
  const delivery = done(addPipeline(store(), sales, 'Logistics', 'delivery', 'en'));
  expect(names({ ...sales, pipeline: delivery })).toEqual([
    'Lead',
    'Contact',
    'Needs',
    'Proposal',
    'Negotiation',
    'Contract',
    'Delivery',
    'Payment',
  ]);
  const empty = done(addPipeline(store(), sales, '空', 'empty', 'zh'));
  expect(names({ ...sales, pipeline: empty })).toEqual([]);
  const ids = () => pipelinesIn(store(), 'deals', 'stage').map(({ id }) => id);
  expect(ids()).toEqual(['sales', annual, delivery, empty]);
  dispatch(movePipeline(store(), deals.workspace.pipeline(empty)!, 'sales'));
  expect(ids()).toEqual([empty, 'sales', annual, delivery]);
  done(renamePipeline(store(), deals.workspace.pipeline(annual)!, '框架协议'));
  expect(deals.workspace.pipeline(annual)?.name).toBe('框架协议');
});

test('BOARD-22: a pipeline is removed with its stages; its deals go as they are sent; the last one stays', () => {
  const annual = done(addPipeline(store(), sales, '年度协议', 'quote', 'zh'));
  const [first, second] = stagesIn(store(), { ...sales, pipeline: annual });
  deals.add(idOf(1), { stage: first!.id });
  deals.add(idOf(2), { stage: second!.id });
  deals.add(idOf(3), { stage: 'needs' });
  const board = deals.openBoard();
  const remove = (to: Parameters<typeof removePipeline>[2]) => {
    const plan = removePipeline(store(), deals.workspace.pipeline(annual)!, to, 9);
    if (!plan.ok) throw new Error(plan.reason);
    return dispatch(plan.step);
  };
  const undo = remove('contact');
  expect(shownIn(board)).toEqual({ contact: [1, 2].map(idOf), needs: [idOf(3)] });
  expect(stagesIn(store(), sales)).toHaveLength(7);
  const last = removePipeline(store(), deals.workspace.pipeline('sales')!, null, 9);
  expect(reasonOf(last)).toBe('lastPipeline');
  undo();
  expect(shownIn(board)).toEqual({
    needs: [idOf(3)],
    [first!.id]: [idOf(1)],
    [second!.id]: [idOf(2)],
  });
  remove(new Map([[second!.id, 'won']]));
  expect(shownIn(board)).toEqual({ '': [idOf(1)], needs: [idOf(3)], won: [idOf(2)] });
  // Added again it is the same one, with the same stages.
  expect(done(addPipeline(store(), sales, '年度协议', 'quote', 'zh'))).toBe(annual);
  expect(stagesIn(store(), { ...sales, pipeline: annual })).toHaveLength(4);
});

test('BOARD-23: options of no pipeline, or of one out of use, belong to the first', () => {
  const annual = done(addPipeline(store(), sales, '年度协议', 'empty', 'zh'));
  deals.workspace.apply(
    [
      {
        type: 'setRecord',
        collection: 'options',
        id: 'deals/stage/typed',
        properties: { name: '打字' },
      },
      {
        type: 'setRecord',
        collection: 'options',
        id: 'deals/stage/lostPipeline',
        properties: { name: '旧', pipeline: 'gone' },
      },
    ],
    null,
  );
  expect(zhNames(sales)).toEqual(expect.arrayContaining(['打字', '旧']));
  expect(names({ ...sales, pipeline: annual })).toEqual([]);
});

test('BOARD-24: a select column without pipelines is the same without them; its first takes its options in', () => {
  const intent: StageList = { table: 'customers', column: 'intent', pipeline: null };
  done(addStage(store(), intent, '待定', 'clear'));
  expect(zhNames(intent)).toEqual(['待定', '明确', '考虑中', '不明']);
  const id = done(addPipeline(store(), intent, '回访', 'empty', 'zh'));
  const [first, second] = pipelinesIn(store(), 'customers', 'intent');
  expect(second?.id).toBe(id);
  expect(zhNames({ ...intent, pipeline: first!.id })).toHaveLength(4);
  expect(first?.name).toEqual({ zh: '意向', en: 'Intent' });
});

test('BOARD-17: two people who add one pipeline at once have one, with each stage once', () => {
  const docs = [new Y.Doc(), new Y.Doc()];
  const [one, other] = docs.map((doc) => boardTable(doc)) as [BoardTable, BoardTable];
  const state = Y.encodeStateAsUpdate(one.workspace.doc);
  Y.applyUpdate(other.workspace.doc, state);
  for (const { workspace, table } of [one, other]) {
    const plan = addPipeline({ workspace, table: () => table }, sales, '年度协议', 'quote', 'zh');
    if (plan.ok) workspace.apply(plan.step.records ?? [], null);
  }
  Y.applyUpdate(one.workspace.doc, Y.encodeStateAsUpdate(other.workspace.doc));
  Y.applyUpdate(other.workspace.doc, Y.encodeStateAsUpdate(one.workspace.doc));
  expect(one.workspace.pipelines()).toHaveLength(2);
  expect(one.workspace.options('deals', 'stage').map(({ id }) => id)).toEqual(
    other.workspace.options('deals', 'stage').map(({ id }) => id),
  );
  expect(one.workspace.options('deals', 'stage')).toHaveLength(11);
  for (const each of [one, other]) each.close();
});
