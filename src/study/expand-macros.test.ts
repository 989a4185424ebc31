import { describe, expect, it } from 'vitest';
import { expandMacros } from './expand-macros.ts';

const macros = {
  '\\E': '\\mathbb{E}',
  '\\tr': '\\operatorname{tr}',
  '\\inner': '\\langle #1,#2\\rangle',
  '\\half': '\\frac12',
  '\\greek': '\\alpha',
  '\\loop': '\\loop x',
  '\\both': '\\E\\inner{#1}{#1}',
};

describe('macros', () => {
  it.each([
    ['\\E[x]=\\tr A', '\\mathbb{E}[x]=\\operatorname{tr} A'],
    ['\\Eta+\\Ex', '\\Eta+\\Ex'],
    ['\\inner{a_{1}}b', '\\langle a_{1},b\\rangle'],
    ['\\inner \\alpha {x}', '\\langle \\alpha,x\\rangle'],
    ['\\greek x', '\\alpha x'],
    ['\\greek{}x', '\\alpha{}x'],
    ['\\both{\\E}', '\\mathbb{E}\\langle \\mathbb{E},\\mathbb{E}\\rangle'],
    ['a\\\\E', 'a\\\\E'],
    ['\\inner{a', '\\langle a,\\rangle'],
  ])('%s', (tex, expanded) => {
    expect(expandMacros(tex, macros)).toBe(expanded);
  });

  it('that use themselves end', () => {
    expect(expandMacros('\\loop', macros)).toMatch(/^\\loop/);
  });
});
