/** Components that every .mdx post may use without importing them; the page of a post hands them over. */
export const postComponents: ReadonlySet<string> = new Set([
  'LowRank',
  'NewtonSchulz',
  'NoiseSchedule',
  'SoftmaxTemperature',
]);
