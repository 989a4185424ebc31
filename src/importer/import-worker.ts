import { parentPort, workerData } from 'node:worker_threads';
import { importFolder, type ImportOptions } from './import-folder.ts';
import { systemFault } from './system-fault.ts';
import { formatReport, formatSummary } from './report.ts';

/** What the thread that imports tells the one that shows it. */
export type ImportMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly file: string }
  | {
      readonly type: 'done';
      /** The whole report where it is saved nowhere else, the table alone otherwise. */
      readonly text: string;
      readonly failed: number;
      readonly kept: readonly string[];
      readonly written: number;
    }
  | { readonly type: 'error'; readonly message: string; readonly stack: string };

const send = (message: ImportMessage): void => {
  parentPort?.postMessage(message);
};

try {
  const options = workerData as ImportOptions;
  const { report, kept, written, isSaved } = importFolder(options, (done, total, file) => {
    send({ type: 'progress', done, total, file });
  });
  const failed = Object.values(report).filter(({ status }) => status === 'failed').length;
  send({ type: 'done', text: isSaved ? formatSummary(report) : formatReport(report), failed, kept, written });
} catch (error) {
  const isError = error instanceof Error;
  const isSystem = isError && 'code' in error;
  const message = isSystem
    ? `导入停下了：${systemFault(error)}。已写的文件都是完整的。`
    : isError
      ? error.message
      : String(error);
  send({ type: 'error', message, stack: isError ? (error.stack ?? '') : '' });
}
