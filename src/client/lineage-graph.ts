import { el, t } from './page.ts';
import type { AllUses, Uses } from './uses.ts';

/** How many steps back and forth are drawn, and how many equations in one step. */
const reach = 3;
const tallest = 6;

/** Of a node and the room around it, in px. */
const node = { width: 34, height: 22, gap: 30 };

/**
 * The chain of equations through one equation, as a small graph: what it rests on to the left, what rests on it to the
 * right, step by step. Every number leads to its equation.
 */
export function lineageGraph(id: string, all: AllUses): HTMLElement {
  const before = steps(id, all, ({ rests }) => rests).reverse();
  const after = steps(id, all, ({ leads }) => leads);
  const columns = [...before, [id], ...after];
  const rows = Math.max(...columns.map((column) => column.length));
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  columns.forEach((column, x) => {
    column.forEach((anchor, y) => {
      const top = ((rows - column.length) / 2 + y) * node.height + node.height / 2;
      if (!places.has(anchor)) places.set(anchor, { x: x * (node.width + node.gap), y: top });
    });
  });
  const width = columns.length * (node.width + node.gap) - node.gap;
  const height = rows * node.height;
  const svg = draw('svg', {
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    width: String(width),
    height: String(height),
  });
  for (const [anchor, to] of places) {
    for (const source of all[anchor]?.rests ?? []) {
      const from = places.get(source);
      if (from === undefined || from.x >= to.x) continue;
      const [start, end] = [from.x + node.width, to.x];
      const middle = (start + end) / 2;
      const line = `M${String(start)} ${String(from.y)}C${String(middle)} ${String(from.y)} ${String(middle)} ${String(to.y)} ${String(end)} ${String(to.y)}`;
      svg.append(draw('path', { d: line }));
    }
  }
  for (const [anchor, { x, y }] of places) svg.append(link(anchor, x, y, anchor === id));
  return el('div', { class: 'lineage', role: 'group', 'aria-label': t('lineage'), tabindex: '0' }, svg);
}

/** The equations one step away, two steps away …; each where it is first met. */
function steps(id: string, all: AllUses, next: (uses: Uses) => readonly string[]): string[][] {
  const met = new Set([id]);
  const found: string[][] = [];
  let edge = [id];
  while (found.length < reach) {
    const step = [...new Set(edge.flatMap((anchor) => (all[anchor] === undefined ? [] : next(all[anchor]))))]
      .filter((anchor) => !met.has(anchor))
      .slice(0, tallest);
    if (step.length === 0) break;
    for (const anchor of step) met.add(anchor);
    found.push(step);
    edge = step;
  }
  return found;
}

function link(anchor: string, x: number, y: number, isSelf: boolean): SVGElement {
  const made = draw('a', { href: `#${anchor}`, ...(isSelf ? { 'aria-current': 'true' } : {}) });
  const text = draw('text', {
    x: String(x + node.width / 2),
    y: String(y),
    'text-anchor': 'middle',
    'dominant-baseline': 'central',
  });
  text.textContent = `(${anchor.replace('eq-', '')})`;
  made.append(text);
  return made;
}

function draw(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
