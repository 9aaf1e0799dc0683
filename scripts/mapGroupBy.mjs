// Vitest 5 prints failures with Map.groupBy (ES2024), which Node 20 does not have.
if (!('groupBy' in Map))
  Object.defineProperty(Map, 'groupBy', {
    /**
     * @template Item, Key
     * @param {Iterable<Item>} items
     * @param {(item: Item, index: number) => Key} keyOf
     */
    value: (items, keyOf) => {
      /** @type {Map<Key, Item[]>} */
      const groups = new Map();
      let index = 0;
      for (const item of items) {
        const key = keyOf(item, index++);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [item]);
        else group.push(item);
      }
      return groups;
    },
  });
