import {
  builtInPipelines,
  builtInTables,
  orderKeyBetween,
  type SetRecord,
} from '../model/index.ts';

/** What a new workspace begins with: the built-in tables, their columns and options. */
export const builtInRecords = (): SetRecord[] => [...pipelineRecords(), ...tableRecords()];

const pipelineRecords = (): SetRecord[] => {
  const orders = spread(builtInPipelines.length);
  return builtInPipelines.map(({ id, ...properties }, index) =>
    setRecord('pipelines', id, { ...properties, order: orders[index] }),
  );
};

const tableRecords = (): SetRecord[] => {
  const tableOrders = spread(builtInTables.length);
  return builtInTables.flatMap(({ id, kind, name, columns }, tableIndex) => {
    const columnOrders = spread(columns.length);
    return [
      setRecord('tables', id, { kind, key: id, name, order: tableOrders[tableIndex] }),
      ...columns.flatMap((column, columnIndex) => {
        const { options = [], settings = {}, type, width } = column;
        const optionOrders = spread(options.length);
        const properties = { type, key: column.id, name: column.name, width, settings };
        return [
          setRecord('columns', `${id}/${column.id}`, {
            ...properties,
            order: columnOrders[columnIndex],
          }),
          ...options.map(({ id: option, ...named }, index) =>
            setRecord('options', `${id}/${column.id}/${option}`, {
              ...named,
              order: optionOrders[index],
            }),
          ),
        ];
      }),
    ];
  });
};

const setRecord = (
  collection: SetRecord['collection'],
  id: string,
  properties: SetRecord['properties'],
): SetRecord => ({ type: 'setRecord', collection, id, properties });

/** Order keys one after another; the same at every call, so that seeding twice is seeding once. */
const spread = (count: number): string[] => {
  const keys: string[] = [];
  for (let i = 0; i < count; i++) keys.push(orderKeyBetween(keys.at(-1) ?? null, null, () => 0.5));
  return keys;
};
