import type { Widget } from './types.ts';

/** The code of each widget, fetched on its own: a page asks only for what it shows. */
export const widgets = {
  'softmax-temperature': () => import('./softmax-temperature.ts'),
  'noise-schedule': () => import('./noise-schedule.ts'),
  'newton-schulz': () => import('./newton-schulz.ts'),
  'low-rank': () => import('./low-rank.ts'),
} satisfies Record<string, () => Promise<{ readonly widget: Widget }>>;

export type WidgetName = keyof typeof widgets;

export function isWidgetName(name: string | undefined): name is WidgetName {
  return name !== undefined && Object.hasOwn(widgets, name);
}
