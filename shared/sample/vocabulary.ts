import { idFromName, orderKeyBetween, type Person, type SetRecord } from '../model/index.ts';
import type { SampleVoice, TagTopic } from './voice.ts';

/** The words that sample rows use, each with the id that a person's own entry would give it. */
export interface Vocabulary {
  readonly records: readonly SetRecord[];
  readonly people: readonly Person[];
  readonly outlets: readonly string[];
  readonly tagId: (name: string) => string;
  readonly industryId: (name: string) => string;
}

const personColors = ['#7a4fb5', '#1f7a8c', '#b5532a', '#3d7a3a', '#a83a6b', '#3a5fb5'];

const topicColors: Readonly<Record<TagTopic, string>> = {
  industry: 'slate',
  source: 'teal',
  interest: 'blue',
  value: 'amber',
  preference: 'violet',
  service: 'rose',
};

export const vocabularyOf = (voice: SampleVoice): Vocabulary => {
  const industries = [
    ...new Set([...voice.lines.map((line) => line.industry), ...voice.occupations]),
  ];
  const outlets = optionsOf('outlet', voice.outlets);
  const industryOptions = optionsOf('industry', industries);
  const tags = tagsOf(voice);
  return {
    records: [...outlets.records, ...industryOptions.records, ...tags.records],
    people: voice.staff.map((name, index) => ({
      id: idFromName('sample/people', name),
      name,
      color: personColors[index % personColors.length] ?? '',
      active: true,
    })),
    outlets: [...outlets.ids.values()],
    tagId: (name) => idOf(tags.ids, name),
    industryId: (name) => idOf(industryOptions.ids, name),
  };
};

interface Named {
  readonly records: readonly SetRecord[];
  readonly ids: ReadonlyMap<string, string>;
}

const optionsOf = (column: string, names: readonly string[]): Named => {
  const orders = ordersFor(names.length);
  const ids = new Map(names.map((name) => [name, idFromName(`customers/${column}`, name)]));
  const records = names.map((name, index) =>
    setRecord('options', `customers/${column}/${idOf(ids, name)}`, { name, order: orders[index] }),
  );
  return { records, ids };
};

const tagsOf = (voice: SampleVoice): Named => {
  const ids = new Map<string, string>();
  const orders = ordersFor(voice.tagGroups.length);
  const records = voice.tagGroups.flatMap((group, index) => {
    const groupId = idFromName('tagGroups', group.name);
    const tagOrders = ordersFor(group.tags.length);
    const properties = { group: groupId, color: topicColors[group.topic] };
    return [
      setRecord('tagGroups', groupId, { name: group.name, order: orders[index] }),
      ...group.tags.map((name, tagIndex) => {
        const id = idFromName(groupId, name);
        ids.set(name, id);
        return setRecord('tags', id, { name, order: tagOrders[tagIndex], ...properties });
      }),
    ];
  });
  return { records, ids };
};

const setRecord = (
  collection: SetRecord['collection'],
  id: string,
  properties: SetRecord['properties'],
): SetRecord => ({ type: 'setRecord', collection, id, properties });

const idOf = (ids: ReadonlyMap<string, string>, name: string): string => {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`the sample has no ${name}`);
  return id;
};

/** Order keys one after another. */
const ordersFor = (count: number): readonly string[] => {
  const keys: string[] = [];
  while (keys.length < count) keys.push(orderKeyBetween(keys.at(-1) ?? null, null, () => 0.5));
  return keys;
};
