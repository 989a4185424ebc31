import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { execute, postOf, withPython, type ExecuteOptions } from './testing.ts';

async function refusal(code: string, options: ExecuteOptions = {}): Promise<string> {
  const { problems } = await execute(postOf(['a=b']), `# %% id=all\n${code}\n`, options);
  return problems.map(({ message }) => message).join('\n');
}

withPython('no network', async () => {
  const code = 'import socket\nsocket.create_connection(("127.0.0.1", 9), timeout=1)';
  expect(await refusal(code)).toContain('不允许联网');
  expect(await refusal('import urllib.request\nurllib.request.urlopen("http://127.0.0.1:9/")')).toContain('不允许联网');
});

const isolates = spawnSync('unshare', ['-rn', 'true'], { stdio: 'ignore' }).status === 0;

withPython(`no network card either, where the system allows it (here: ${String(isolates)})`, async () => {
  const { record } = await execute(
    postOf(['a=b']),
    '# %% id=all\nimport socket\nprint(*[name for _, name in socket.if_nameindex()])\ncheck.eq(1, 1.0, 1.0)\n',
  );
  if (isolates) expect(record.cells[0]?.output).toBe('lo\n');
});

withPython('no processes', async () => {
  expect(await refusal('import subprocess\nsubprocess.run(["true"])')).toContain('启动进程');
  expect(await refusal('import os\nos.system("true")')).toContain('启动进程');
  expect(await refusal('import os\nos.fork()')).toContain('启动进程');
});

withPython('no file outside the working folder, and none is left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tuidao-outside-'));
  try {
    const file = join(folder, 'x.txt');
    expect(await refusal(`open(${JSON.stringify(file)}, "w")`)).toContain('写工作目录以外的文件');
    expect(await refusal(`import os\nos.open(${JSON.stringify(file)}, os.O_CREAT | os.O_WRONLY)`)).toContain(
      '写工作目录以外',
    );
    expect(await refusal(`import os\nos.mkdir(${JSON.stringify(join(folder, 'y'))})`)).toContain('改动工作目录以外');
    expect(await refusal('open("/etc/hostname").read()')).toContain('读工作目录以外的文件');
    expect(await refusal('open(3, "w")')).toContain('文件描述符');
    expect(readdirSync(folder)).toEqual([]);
    expect(await refusal('open("own.txt", "w").write("x")\nassert open("own.txt").read() in ("", "x")')).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(existsSync('own.txt')).toBe(false);
});

withPython('memory, output and file size are limited', async () => {
  expect(await refusal('np.zeros((60000, 60000)) + 1')).toContain('MemoryError');
  expect(await refusal('print("x" * 30000)')).toContain('输出超过 20000 个字符');
  const code =
    'import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nf = open("big", "wb")\nf.write(b"0" * (1 << 22))\nf.flush()';
  expect(await refusal(code)).toContain('File too large');
});

withPython('a loop without end is ended by its processor time', async () => {
  await expect(refusal('while True:\n    pass', { limits: { cpu: 2 } })).rejects.toThrow('处理器时间上限 2 秒');
});

withPython('one that only waits is ended by the clock', async () => {
  await expect(refusal('import time\ntime.sleep(60)', { timeout: 3000 })).rejects.toThrow('超过 3 秒');
});

withPython('a crash of the interpreter is told as such', async () => {
  await expect(refusal('import os\nos.abort()')).rejects.toThrow('意外结束（SIGABRT）');
});

withPython('code that ends the process by itself is told', async () => {
  expect(await refusal('raise SystemExit(0)')).toContain('结束了进程');
});
