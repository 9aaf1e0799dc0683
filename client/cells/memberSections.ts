import type { ColumnContext } from '../../shared/columns/index.ts';
import { foldName, nameIn, spellingsOf, type TagGroup } from '../../shared/model/index.ts';
import type { Candidate } from './candidates.ts';

/** What can be in a set, under a heading: the tags of a group. */
export interface MemberSection {
  /** Null where there are no headings at all. */
  readonly title: string | null;
  readonly candidates: readonly Candidate[];
}

/**
 * The vocabulary by group, in the team's order, those without a group last; only what `typed` is a
 * part of, and no empty groups. Groups are headings only where there is one.
 */
export const tagSections = (
  typed: string,
  groups: readonly TagGroup[],
  context: ColumnContext,
  ungrouped: string,
): readonly MemberSection[] => {
  const wanted = foldName(typed);
  const byGroup = new Map<string | null, Candidate[]>();
  const inUse = new Set(groups.map(({ id }) => id));
  for (const { id, name, group, color } of context.tags()) {
    if (!spellingsOf(name).some((spelling) => foldName(spelling).includes(wanted))) continue;
    const key = group !== null && inUse.has(group) ? group : null;
    const list = byGroup.get(key) ?? [];
    byGroup.set(key, list);
    list.push({ id, text: nameIn(name, context.language), color });
  }
  const grouped = groups.flatMap(({ id, name }) => {
    const candidates = byGroup.get(id);
    return candidates === undefined ? [] : [{ title: nameIn(name, context.language), candidates }];
  });
  const rest = byGroup.get(null);
  if (rest === undefined) return grouped;
  return [...grouped, { title: groups.length === 0 ? null : ungrouped, candidates: rest }];
};

/** True when one of the candidates is called exactly so: there is nothing to make. */
export const isThere = (typed: string, sections: readonly MemberSection[]): boolean =>
  sections.some(({ candidates }) =>
    candidates.some(({ text }) => foldName(text) === foldName(typed)),
  );
