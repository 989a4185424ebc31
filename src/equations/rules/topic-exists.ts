import type { Rule, RuleFinding } from '../check-input.ts';
import { metaOf, placeInFrontMatter } from '../front-matter-facts.ts';
import { nearestName } from '../nearest-name.ts';

/** The topics of a post are in `topics.yaml`, and its first topic is the folder that it lies in. */
export const topicExists = {
  id: 'topic-exists',
  description: '文章的主题在 topics.yaml 里，第一主题与所在文件夹相同',
  defaultSeverity: 'error',
  run({ derivations, content, files }) {
    const topics = content.topics.map(({ id }) => id);
    const { state, path: topicsPath } = files.data.topics;
    return derivations.flatMap((derivation) => {
      const meta = metaOf(derivation);
      if (!meta) return [];
      const at = (place: string) => ({ file: derivation.path, position: placeInFrontMatter(derivation, place) });
      if (meta.topic !== derivation.name.topic) {
        return {
          ...at('topic'),
          message: `topic 写的是 ${meta.topic}，文章却放在文件夹 ${derivation.name.topic} 里。`,
          expected: derivation.name.topic,
          actual: meta.topic,
          hint: '改 topic，或者把文件移到对应的文件夹；另一个主题写在 topics 里。',
        };
      }
      if (state !== 'read') return [];
      return meta.topics.flatMap((topic, index): RuleFinding[] => {
        if (topics.includes(topic)) return [];
        const near = nearestName(topic, topics);
        return [
          {
            ...at(index === 0 ? 'topic' : `topics.${listed(derivation.frontMatter.data).indexOf(topic)}`),
            message: `没有叫 ${topic} 的主题。`,
            ...(near ? { expected: near } : {}),
            actual: topic,
            hint: near
              ? `是不是想写 ${near}？`
              : `在 ${topicsPath} 里加上它，或者改成已有的主题：${topics.join('、')}。`,
          },
        ];
      });
    });
  },
} as const satisfies Rule;

/** Second topics as the author wrote them: `PostMeta` puts the first in front. */
function listed(data: unknown): readonly unknown[] {
  return typeof data === 'object' && data !== null && 'topics' in data && Array.isArray(data.topics) ? data.topics : [];
}
