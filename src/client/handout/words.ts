/** What the build tells the page of handouts. */
interface HandoutPage {
  readonly strings: Readonly<Record<string, string>>;
  /** Address of the page of a post and of its document; `{slug}` is replaced. */
  readonly post: string;
  readonly latex: string;
  /** In front of permanent ids, absolute. */
  readonly permanent: string;
}

export const page = JSON.parse(document.getElementById('page-handout')?.textContent ?? '{"strings":{}}') as HandoutPage;

export function words(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (page.strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
