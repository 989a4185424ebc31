import type { Browser, Page } from 'playwright-core';

/** What a reader waits for; milliseconds, `shift` without unit. */
export interface PageFigures {
  /** Time of long tasks beyond 50 ms each: while one runs, the page answers nothing. */
  readonly blocking: number;
  readonly longestTask: number;
  /** Largest contentful paint. */
  readonly paint: number;
  /** Cumulative layout shift. */
  readonly shift: number;
  readonly elements: number;
  /** Bytes of the HTML, not compressed. */
  readonly html: number;
}

/** Slower than this machine by so much: a phone. */
const slowdown = 4;
/** Milliseconds after `load` for scripts that wait for it. */
const settle = 2500;

/** Loads a page several times, each time as if never seen. @returns the median of each figure. */
export async function loadPage(browser: Browser, url: string, loads: number): Promise<PageFigures> {
  const all: PageFigures[] = [];
  for (let load = 0; load < loads; load += 1) all.push(await loadOnce(browser, url));
  const median = (of: (figures: PageFigures) => number): number =>
    all.map(of).sort((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0;
  return {
    blocking: median(({ blocking }) => blocking),
    longestTask: median(({ longestTask }) => longestTask),
    paint: median(({ paint }) => paint),
    shift: median(({ shift }) => shift),
    elements: median(({ elements }) => elements),
    html: median(({ html }) => html),
  };
}

async function loadOnce(browser: Browser, url: string): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
    await page.waitForTimeout(settle);
    return await read(page);
  } finally {
    await context.close();
  }
}

interface Observed {
  tasks: number[];
  paint: number;
  shift: number;
}

/** Runs in the page before anything else. */
function observe(): void {
  const seen: Observed = { tasks: [], paint: 0, shift: 0 };
  Object.assign(globalThis, { seen });
  const watch = (
    type: string,
    take: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void,
  ) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('longtask', ({ duration }) => seen.tasks.push(duration));
  watch('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime));
  watch('layout-shift', ({ value = 0, hadRecentInput }) => (seen.shift += hadRecentInput === true ? 0 : value));
}

function read(page: Page): Promise<PageFigures> {
  return page.evaluate(() => {
    const { tasks, paint, shift } = (globalThis as unknown as { seen: Observed }).seen;
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      blocking: tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      longestTask: Math.max(0, ...tasks),
      paint,
      shift,
      elements: document.querySelectorAll('*').length,
      html: navigation?.decodedBodySize ?? 0,
    };
  });
}
