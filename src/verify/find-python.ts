import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Python {
  /** The interpreter itself, not a shim. */
  readonly executable: string;
  readonly version: string;
  readonly numpy: string;
}

export class NoPython extends Error {
  override readonly name = 'NoPython';
}

const probe =
  'import sys, numpy; assert sys.version_info >= (3, 9); ' +
  'print(sys.executable, sys.version.split()[0], numpy.__version__, sep="\\n")';

/** The first interpreter that has numpy: `TUIDAO_PYTHON`, the local environment, then those of the system. */
export function findPython(root: string): Python | undefined {
  const chosen = process.env['TUIDAO_PYTHON'];
  const candidates = chosen ? [chosen] : [environmentPython(root), 'python3', '/usr/bin/python3', 'python'];
  for (const candidate of candidates) {
    const python = tryPython(candidate);
    if (python !== undefined) return python;
  }
  return undefined;
}

/**
 * The same; where there is none, makes an environment in `.cache/python` with pip.
 * @throws NoPython that says what to install.
 */
export function providePython(root: string, say: (message: string) => void): Python {
  const found = findPython(root);
  if (found !== undefined) return found;
  if (process.env['TUIDAO_PYTHON']) {
    throw new NoPython(`TUIDAO_PYTHON=${process.env['TUIDAO_PYTHON']} 不是带 numpy 的 Python（3.9 以上）。`);
  }
  const folder = join(root, environment);
  say('没有找到带 numpy 的 Python，正在用 pip 建一个本地环境…');
  const made = spawnSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' }).status === 0;
  const installed =
    made &&
    spawnSync(environmentPython(root), ['-m', 'pip', 'install', '--quiet', 'numpy'], { stdio: 'ignore' }).status === 0;
  const python = installed ? tryPython(environmentPython(root)) : undefined;
  if (python === undefined) throw new NoPython(instructions);
  return python;
}

const environment = join('.cache', 'python');

const instructions =
  '执行公式要用 Python 3.9 以上和 numpy，这台机器上没有，也没能自动装上。\n' +
  '  Debian、Ubuntu：sudo apt install python3-numpy\n' +
  '  macOS：         brew install numpy\n' +
  '  其他：          python3 -m pip install numpy\n' +
  '也可以用环境变量 TUIDAO_PYTHON 指定解释器。检查和构建网站不需要 Python。';

function environmentPython(root: string): string {
  return join(root, environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

function tryPython(command: string): Python | undefined {
  if (command.includes('/') && !existsSync(command)) return undefined;
  const run = spawnSync(command, ['-I', '-c', probe], { encoding: 'utf8', timeout: 60_000 });
  if (run.status !== 0) return undefined;
  const [executable, version, numpy] = run.stdout.trim().split('\n');
  return executable && version && numpy ? { executable, version, numpy } : undefined;
}
