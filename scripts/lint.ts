/** `npm run lint`: formatting, ESLint, and the types of .ts and .astro files. */
import { lintSteps } from './test/lint-steps.ts';

let failed = 0;
for (const step of lintSteps) {
  process.stdout.write(`── ${step.name}\n`);
  failed += (await step.run()).failed;
}
process.exitCode = failed === 0 ? 0 : 1;
