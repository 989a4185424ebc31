import { astroEnv, runNode } from '../project.ts';
import type { Step } from './steps.ts';

/** A program of this project as one step: it passes when the exit code is 0. */
export function commandStep(name: string, script: string, args: readonly string[] = []): Step {
  return {
    name,
    run: async () => {
      const { code } = await runNode(script, args, 'inherit', astroEnv);
      return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
    },
  };
}
