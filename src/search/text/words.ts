/** Cuts folded text into what is compared: pairs of Chinese characters, and words of letters or digits. */

/** A Chinese run, a decimal number, or a word. */
const piece = /\p{Script=Han}+|\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu;
const isHan = /^\p{Script=Han}/u;

/** What a question is made of besides its subject. Longer ones first. */
const hanFillers =
  /为什么不能|为什么|怎么样才能|怎么样|怎么|怎样|如何|请问|什么时候|什么是|是什么|什么叫|什么|是不是|能不能|可不可以|会不会|才不会|才能|有没有|有哪些|哪些|哪一个|哪个|多少|究竟|到底|一下|我想知道|想知道|应该|的时候|的话|是否|吗|呢|吧|的|了/gu;
const latinFillers = new Set(
  'a an and are as at be by can derive do does explain for from how in is it of on or prove that the to what when why with'.split(
    ' ',
  ),
);

/** Runs of Chinese characters and words, in the order of the text; Latin runs are cut at the border to Han. */
export function cut(folded: string): string[] {
  return [...folded.matchAll(piece)].flatMap(([run]) => (isHan.test(run) ? [run] : splitMixed(run)));
}

/** `svd构造` is one run of letters to `\p{L}`: Han characters are letters too. */
function splitMixed(run: string): string[] {
  return run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
}

export function isHanRun(run: string): boolean {
  return isHan.test(run);
}

/** The features of a text: of a Chinese run its pairs (a single character stands for itself), of others the word. */
export function features(folded: string): string[] {
  return cut(folded).flatMap((run) => (isHanRun(run) ? pairs(run) : [run]));
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return [run];
  return characters.slice(1).map((character, place) => (characters[place] ?? '') + character);
}

/** A question without its question words: 「为什么要除以根号 d」 → `除以根号 d`. Never empty unless the text is. */
export function withoutFillers(folded: string): string {
  const kept = cut(folded.replace(hanFillers, ' ')).filter((run) => !latinFillers.has(run));
  return kept.length === 0 ? cut(folded).join(' ') : kept.join(' ');
}
