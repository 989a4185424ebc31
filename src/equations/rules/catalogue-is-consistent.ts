import type { CheckInput, Rule, RuleFinding } from '../check-input.ts';
import { startOfFile } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { nearestName } from '../nearest-name.ts';

/** The catalogue lists every post once, under topics that exist, under the same topic as the post itself says. */
export const catalogueIsConsistent = {
  id: 'catalogue-is-consistent',
  description: 'catalogue.yaml 里每篇只列一次，主题存在，并与文章自己写的主题相同',
  defaultSeverity: 'error',
  run(input) {
    return [...faultsOfEntries(input), ...disagreements(input)];
  },
} as const satisfies Rule;

function faultsOfEntries({ content, files }: CheckInput): RuleFinding[] {
  const { path, places } = files.data.catalogue;
  const topics = files.data.topics.state === 'read' ? content.topics.map(({ id }) => id) : undefined;
  const first = new Map<string, number>();
  return content.catalogue.flatMap((entry, index) => {
    const at = (field: string) => ({
      file: path,
      position: places[`${index}.${field}`] ?? places[index] ?? startOfFile,
    });
    const findings: RuleFinding[] = [];
    const other = first.get(entry.slug);
    if (other === undefined) first.set(entry.slug, index);
    else {
      const line = places[`${other}.slug`]?.start.line ?? 1;
      findings.push({
        ...at('slug'),
        message: `${entry.slug} 列了两次，第一次在第 ${line} 行。`,
        actual: entry.slug,
        hint: '删掉其中一条，或者改正文件名。',
      });
    }
    const named = [
      ['topic', entry.topic] as const,
      ...(entry.alsoIn ?? []).map((topic, at) => [`alsoIn.${at}`, topic] as const),
    ];
    for (const [field, topic] of named) {
      if (!topics || topics.includes(topic)) continue;
      const near = nearestName(topic, topics);
      findings.push({
        ...at(field),
        message: `没有叫 ${topic} 的主题。`,
        ...(near ? { expected: near } : {}),
        actual: topic,
        hint: near ? `是不是想写 ${near}？` : `在 ${files.data.topics.path} 里加上它，或者改成已有的主题。`,
      });
    }
    return findings;
  });
}

function disagreements({ derivations, content, files }: CheckInput): RuleFinding[] {
  return derivations.flatMap((derivation) => {
    const topic = metaOf(derivation)?.topic;
    const entry = content.catalogue.find(({ slug }) => slug === derivation.name.slug);
    // A post in the wrong folder is told by `topic-exists`.
    if (topic === undefined || !entry || entry.topic === topic || topic !== derivation.name.topic) return [];
    return {
      file: derivation.path,
      position: placeInFrontMatter(derivation, 'topic'),
      message: `topic 写的是 ${topic}，${files.data.catalogue.path} 里这篇属于 ${entry.topic}。`,
      expected: entry.topic,
      actual: topic,
      hint: '两处写成同一个主题；另一个主题写在 topics（目录里是 alsoIn）里。',
    };
  });
}
