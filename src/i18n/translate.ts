import type { SiteConfig } from '../site.config.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

/** A language that the site can speak. */
export type Language = SiteConfig['language'];

/** Name of a string of the site. Chinese is the language that is complete by definition. */
export type StringKey = keyof typeof zhCN;

export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

const dictionaries = { 'zh-CN': zhCN, en } as const satisfies Record<Language, Record<StringKey, string>>;

/**
 * Gives the strings of one language. `{name}` in a string is replaced by the value of that name.
 * @returns a function that throws when a value that the string wants is not given
 */
export function createTranslate(language: Language): Translate {
  const strings = dictionaries[language];
  return (key, values = {}) =>
    strings[key].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`i18n: ${key} wants a value for {${name}}`);
      return String(value);
    });
}

/** The strings that browser scripts use on every page, by the part of the key behind `client.`. */
export function clientStrings(language: Language): Record<string, string> {
  return stringsBelow(language, 'client.');
}

/** The strings of one widget, by the part of the key behind its name: they come with its picture. */
export function widgetStrings(language: Language, name: string): Record<string, string> {
  return stringsBelow(language, `interactive.${name}.`);
}

/** The strings of the study pages, by the part of the key behind `study.`: they come with those pages. */
export function studyStrings(language: Language): Record<string, string> {
  return stringsBelow(language, 'study.');
}

/** The strings of the page of handouts, by the part of the key behind `handoutPage.`: they are on that page alone. */
export function handoutStrings(language: Language): Record<string, string> {
  return stringsBelow(language, 'handoutPage.');
}

/** The strings of the palette, by the part of the key behind `palette.`: they come with its data. */
export function paletteStrings(language: Language): Record<string, string> {
  const levels = stringsBelow(language, 'difficulty.');
  const states = stringsBelow(language, 'status.');
  return {
    ...stringsBelow(language, 'palette.'),
    equations: dictionaries[language]['unit.equations'],
    ...Object.fromEntries(Object.entries(levels).map(([key, text]) => [`difficulty.${key}`, text])),
    ...Object.fromEntries(Object.entries(states).map(([key, text]) => [`status.${key}`, text])),
  };
}

const sharedByGraph = [
  'unit.posts',
  'unit.minutes',
  'unit.hours',
  'unit.wholeHours',
  'edge.derived',
  'edge.uses',
  'edge.concepts',
  'edge.more',
  'list.comma',
  'graph.origin',
  'graph.layer',
  'graph.here',
] as const satisfies readonly StringKey[];

/** The strings of the scripts of the graph and the plan: their own without the first part of the key, shared ones with it. */
export function graphStrings(language: Language, page: 'graph' | 'plan'): Record<string, string> {
  return {
    ...Object.fromEntries(sharedByGraph.map((key) => [key, dictionaries[language][key]])),
    ...stringsBelow(language, `${page}Client.`),
  };
}

function stringsBelow(language: Language, prefix: string): Record<string, string> {
  const entries = Object.entries(dictionaries[language]).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, text]) => [key.slice(prefix.length), text]));
}
