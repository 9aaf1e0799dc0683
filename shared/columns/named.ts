import { foldName, type Language, type Name, nameIn, spellingsOf } from '../model/index.ts';

/** An option, a tag or a person. */
export interface Named {
  readonly id: string;
  readonly name: Name;
  /** The name as it is told apart from another of the list that is called the same. */
  readonly label?: Name;
  /** False for people who left. */
  readonly active?: boolean;
}

/** A list of named things, to be looked up by id and by any spelling of the name. */
export interface Directory<T extends Named> {
  get(id: string): T | undefined;
  /**
   * Those called `name`, whatever its case and width, in order; before those whose label it is.
   * People who left only when nobody who is here is called so.
   */
  called(name: string): readonly T[];
  /** Place in the list; its length for an unknown id. */
  place(id: string): number;
}

const directories = new WeakMap<readonly Named[], Directory<Named>>();

/** The directory of `list`, made once for each array. */
export const directoryOf = <T extends Named>(list: readonly T[]): Directory<T> => {
  const known = directories.get(list);
  // A directory only ever gives members of the list that it was made from.
  if (known !== undefined) return known as Directory<T>;
  const directory = makeDirectory(list);
  directories.set(list, directory);
  return directory;
};

const makeDirectory = <T extends Named>(list: readonly T[]): Directory<T> => {
  const byId = new Map(list.map((thing) => [thing.id, thing]));
  const places = new Map(list.map((thing, place) => [thing.id, place]));
  const here = byName(list.filter((thing) => thing.active !== false));
  const gone = byName(list.filter((thing) => thing.active === false));
  return {
    get: (id) => byId.get(id),
    called: (name) => here.get(foldName(name)) ?? gone.get(foldName(name)) ?? [],
    place: (id) => places.get(id) ?? list.length,
  };
};

const byName = <T extends Named>(list: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const names = new Map<string, T[]>();
  const add = (thing: T, called: Name): void => {
    for (const name of new Set(spellingsOf(called).map(foldName))) {
      const others = names.get(name);
      if (others === undefined) names.set(name, [thing]);
      else others.push(thing);
    }
  };
  for (const thing of list) add(thing, thing.name);
  for (const thing of list) if (thing.label !== undefined) add(thing, thing.label);
  return names;
};

/** The name that people see; the id of a thing that is not known here (yet). */
export const shownName = (thing: Named | undefined, id: string, language: Language): string =>
  thing === undefined ? id : nameIn(thing.label ?? thing.name, language);
