import { describe, expect, test } from 'vitest';
import en from '../i18n/en.json' with { type: 'json' };
import zhCN from '../i18n/zh-CN.json' with { type: 'json' };
import { createWidgetTranslate } from '../i18n/say.ts';
import { widgetStrings } from '../i18n/translate.ts';
import { widgets, type WidgetName } from './index.ts';
import { readingsText } from './parts.ts';

const names = Object.keys(widgets) as WidgetName[];

describe.each(names)('%s', (name) => {
  test('has every string it asks for, and asks for every string it has', async () => {
    const { widget } = await widgets[name]();
    const strings = widgetStrings('zh-CN', name);
    const asked = new Set(widget.controls.map((control) => `control.${control.name}`));
    widget.view(
      widget.controls.map(({ value }) => value),
      (key) => (asked.add(key), key),
    );
    expect([...asked].sort()).toEqual(Object.keys(strings).sort());
  });

  test('starts between its bounds, on one of its steps', async () => {
    const { widget } = await widgets[name]();
    for (const { min, max, step, value } of widget.controls) {
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
      const steps = (value - min) / step;
      expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
    }
  });

  test.each(['min', 'max', 'value'] as const)('draws finite numbers at %s', async (place) => {
    const { widget } = await widgets[name]();
    const view = widget.view(
      widget.controls.map((control) => control[place]),
      createWidgetTranslate(widgetStrings('zh-CN', name)),
    );
    expect(view.picture).not.toMatch(/NaN|Infinity|undefined|\{\w+\}/);
    expect(readingsText(view.readings)).not.toMatch(/NaN|∞|undefined/);
    expect(view.values).toHaveLength(widget.controls.length);
  });

  test('shows something else when any of its controls is moved', async () => {
    const { widget } = await widgets[name]();
    const say = (key: string): string => key;
    const start = widget.controls.map(({ value }) => value);
    const seen = (values: readonly number[]): string => {
      const { picture, readings } = widget.view(values, say);
      return picture + readingsText(readings);
    };
    widget.controls.forEach(({ value, step }, place) => {
      expect(seen(start.with(place, value + step))).not.toBe(seen(start));
    });
  });
});

test('strings of widgets belong to one that there is', () => {
  const known = names.map((name) => `interactive.${name}.`);
  for (const key of [...Object.keys(zhCN), ...Object.keys(en)].filter((each) => each.startsWith('interactive.'))) {
    expect(
      known.some((prefix) => key.startsWith(prefix)),
      key,
    ).toBe(true);
  }
});
