import { type CellValue, holdsSet, isMemberSet, type Person } from '../model/index.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';
import { isTextArray, membersOf, readList, readMember, readMembers, writeList } from './lists.ts';
import { type Directory, directoryOf, shownName } from './named.ts';
import { type Found, markedId, referenceTo } from './reference.ts';
import { showNames } from './shownNames.ts';

/** Members of the workspace, one or several as the column is set, stored by user id. */
export const person: ColumnType = {
  id: 'person',
  align: 'left',
  parse: (text, column, context) => {
    const find = (name: string) => findPerson(name, peopleOf(context));
    return holdsSet(column) ? readList(text, find) : readMember(text, find);
  },
  format: (value, _column, context) => showNames(namesIn(value, context), context.language),
  validate: (value, column) =>
    value === null ||
    (holdsSet(column) ? isMemberSet(value) : typeof value === 'string' && value !== ''),
  sortKey: (value, _column, context) => namesIn(value, context).join('\n'),
  copy: (value, column, context) => {
    const people = peopleOf(context);
    const find = (name: string) => findPerson(name, people);
    const names = membersOf(value).map((id) => referenceTo(id, [nameOf(id, people)], find));
    return holdsSet(column) ? writeList(names, find) : names[0]!;
  },
  toJson: (value, column, context) => {
    const people = peopleOf(context);
    const names = membersOf(value).map((id) =>
      referenceTo(id, [nameOf(id, people), id], (text) => personFromJson(text, people)),
    );
    return holdsSet(column) ? names : names[0]!;
  },
  fromJson: (json, column, context) => {
    const find = (text: string) => personFromJson(text, peopleOf(context));
    if (typeof json === 'string')
      return holdsSet(column) ? readList(json, find) : readMember(json, find);
    return holdsSet(column) && isTextArray(json)
      ? readMembers(json, find)
      : { ok: false, reason: 'wrongKind' };
  },
};

const peopleOf = (context: ColumnContext): Directory<Person> => directoryOf(context.people());

const findPerson = (text: string, people: Directory<Person>): Found => {
  const marked = markedId(text);
  if (marked !== null) return { id: marked };
  const [first, ...others] = people.called(text);
  if (first === undefined) return { reason: 'unknownPerson' };
  return others.length === 0 ? { id: first.id } : { reason: 'ambiguousPerson' };
};

const personFromJson = (text: string, people: Directory<Person>): Found =>
  people.get(text) === undefined ? findPerson(text, people) : { id: text };

const nameOf = (id: string, people: Directory<Person>): string => people.get(id)?.name ?? '';

const namesIn = (value: CellValue, context: ColumnContext): readonly string[] =>
  membersOf(value).map((id) => shownName(peopleOf(context).get(id), id, context.language));
