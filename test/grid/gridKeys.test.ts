import { describe, expect, it } from 'vitest';
import { gridKeyOf, isComposing } from '../../client/grid/gridKeys.ts';

const press = (combination: string, isTick = false) => {
  const parts = combination.split(' ');
  const key = parts.at(-1) ?? '';
  return gridKeyOf(
    {
      key: key === 'Space' ? ' ' : key,
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      altKey: parts.includes('Alt'),
      metaKey: parts.includes('Meta'),
    },
    isTick,
  );
};

describe('a key while no editor is open', () => {
  it.each([
    ['Enter', 'edit'],
    ['F2', 'edit'],
    ['Delete', 'clear'],
    ['Backspace', 'clear'],
    ['Ctrl z', 'undo'],
    ['Meta z', 'undo'],
    ['Ctrl y', 'redo'],
    ['Ctrl Shift Z', 'redo'],
    ['Ctrl d', 'fillDown'],
    ['Ctrl r', 'fillRight'],
    ['Ctrl f', 'find'],
    ['Ctrl a', 'navigate'],
    ['Shift ArrowDown', 'navigate'],
    ['Ctrl Home', 'firstCell'],
    ['Ctrl End', 'lastCell'],
    ['Ctrl ArrowDown', 'lastRow'],
    ['Ctrl Shift End', 'navigate'],
    ['Shift Space', 'navigate'],
    ['Shift F10', 'menu'],
    ['Ctrl -', 'deleteRows'],
    ['Ctrl Shift +', 'insertRow'],
  ])('GRID-11: %s means what it means in Excel', (combination, meaning) => {
    expect(press(combination)).toBe(meaning);
  });

  it('GRID-11: is typing when it is a letter, copy or paste', () => {
    expect(['a', '中', 'Ctrl c', 'Ctrl v', 'Ctrl x'].map((key) => press(key))).toEqual(
      Array(5).fill(null),
    );
  });

  it('REC-1: opens the record when it is a space alone', () => {
    expect(press('Space')).toBe('open');
    expect([press('Shift Space'), press('Ctrl Space'), press('Alt Space')]).toEqual([
      'navigate',
      'navigate',
      null,
    ]);
  });

  it('GRID-11: keeps its cell when it is Escape', () => {
    expect(press('Escape')).toBe(null);
  });

  it('GRID-11: ticks a checkbox when it is space or Enter', () => {
    expect([press('Space', true), press('Enter', true)]).toEqual(['toggle', 'toggle']);
  });

  it('GRID-11: is the input method’s while it composes', () => {
    expect(isComposing({ keyCode: 229, nativeEvent: { isComposing: false } })).toBe(true);
    expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: true } })).toBe(true);
    expect(isComposing({ keyCode: 13, nativeEvent: { isComposing: false } })).toBe(false);
  });
});
