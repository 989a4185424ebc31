import { createWidgetTranslate } from '../i18n/say.ts';
import { isWidgetName, widgets } from '../interactive/index.ts';
import { readingsHtml, readingsText } from '../interactive/parts.ts';
import type { Widget } from '../interactive/types.ts';

/** How long a slider rests before its numbers are said; the slider says its own value at once. */
const pause = 400;

/** Wakes the pictures that follow a slider when they come near, or when somebody reaches for them first. */
export function startInteractive(prose: HTMLElement): void {
  const figures = prose.querySelectorAll<HTMLElement>('[data-interactive]');
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target as HTMLElement);
    },
    { rootMargin: '400px' },
  );
  const wake = (figure: HTMLElement): void => {
    near.unobserve(figure);
    const name = figure.dataset['interactive'];
    if (figure.dataset['awake'] !== undefined || !isWidgetName(name)) return;
    figure.dataset['awake'] = '';
    void widgets[name]().then(({ widget }) => connect(figure, widget));
  };
  for (const figure of figures) {
    near.observe(figure);
    for (const kind of ['focusin', 'pointerdown'])
      figure.addEventListener(kind, () => {
        wake(figure);
      });
  }
}

function connect(figure: HTMLElement, widget: Widget): void {
  const say = createWidgetTranslate(JSON.parse(figure.dataset['strings'] ?? '{}') as Record<string, string>);
  const inputs = [...figure.querySelectorAll('input')];
  const outputs = [...figure.querySelectorAll('output')];
  const part = (selector: string): Element | null => figure.querySelector(selector);
  let later: ReturnType<typeof setTimeout> | undefined;
  const draw = (): void => {
    const { picture, values, readings } = widget.view(
      inputs.map(({ valueAsNumber }) => valueAsNumber),
      say,
    );
    inputs.forEach((input, place) => {
      input.setAttribute('aria-valuetext', values[place] ?? '');
      outputs[place]?.replaceChildren(values[place] ?? '');
    });
    const [drawn, list, status] = ['.interactive__picture', 'dl', '[role="status"]'].map(part);
    if (drawn != null) drawn.innerHTML = picture;
    if (list != null) list.innerHTML = readingsHtml(readings);
    clearTimeout(later);
    later = setTimeout(() => status?.replaceChildren(readingsText(readings)), pause);
  };
  for (const input of inputs) input.addEventListener('input', draw);
  figure.dataset['ready'] = '';
  // It was moved before this was there.
  if (inputs.some(({ value, defaultValue }) => value !== defaultValue)) draw();
}
