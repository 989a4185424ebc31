/**
 * The strings of one part of a page as a function; `{name}` is replaced. For scripts, which get their strings from the page.
 * @param strings by the last part of their keys; an unknown key stands for itself
 */
export function createWidgetTranslate(
  strings: Readonly<Record<string, string>>,
): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  return (key, values = {}) =>
    (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
