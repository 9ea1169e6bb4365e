import { describe, expect, it } from 'vitest';
import { focusSign } from '../../../src/analysis/accessibility/focus-look.ts';
import type { FocusLook } from '../../../src/analysis/accessibility/keyboard-facts.ts';

const sides = ['top', 'right', 'bottom', 'left'];
const without = {
  'outline-style': 'none',
  'outline-width': '3px',
  'outline-color': 'rgb(0, 0, 0)',
  'outline-offset': '0px',
  'background-color': 'rgb(255, 255, 255)',
};

describe('the sign of the focus', () => {
  it.each([
    ['none', 'nothing changes', {}, {}],
    ['none', 'only what is not drawn changes', { 'outline-color': 'rgb(9, 9, 9)' }, {}],
    ['clear', 'the browser draws its own line', { 'outline-style': 'auto' }, {}],
    ['clear', 'the background changes', { 'background-color': 'rgb(255, 255, 0)' }, {}],
    ['faint', 'the line is light grey on white', outline('rgb(200, 200, 200)'), {}],
    ['none', 'the line is white on white', outline('rgb(255, 255, 255)'), {}],
    ['clear', 'a border becomes thicker', border(4), border(2)],
    [
      'same-line',
      'a border becomes an outline',
      { ...border(1), ...outline('rgb(0, 0, 0)', 1) },
      border(2),
    ],
    [
      'clear',
      'an outline stands off',
      { ...border(1), ...outline('rgb(0, 0, 0)', 1), 'outline-offset': '3px' },
      border(2),
    ],
  ] as const)('is %s where %s', (sign, _, focused, blurred) => {
    expect(focusSign(look(focused, blurred)).sign).toBe(sign);
  });

  it('is clear where something close by changes', () => {
    expect(focusSign({ ...look({}, {}), around: true }).sign).toBe('clear');
  });

  it('tells the contrast of a line against what lies behind', () => {
    expect(focusSign(look(outline('rgb(119, 119, 119)'), {})).contrast).toBeCloseTo(4.48, 1);
  });
});

function look(focused: object, blurred: object): FocusLook {
  return {
    focused: { ...without, ...focused },
    blurred: { ...without, ...blurred },
    around: false,
    behind: 'rgb(255, 255, 255)',
  };
}

function outline(color: string, width = 2) {
  return { 'outline-style': 'solid', 'outline-width': `${width}px`, 'outline-color': color };
}

function border(width: number): Record<string, string> {
  return Object.fromEntries(
    sides.flatMap((side) => [
      [`border-${side}-style`, 'solid'],
      [`border-${side}-width`, `${width}px`],
      [`border-${side}-color`, 'rgb(0, 0, 0)'],
    ]),
  );
}
