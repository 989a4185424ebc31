import { expect, test } from 'vitest';
import { ByteWriter } from './byte-writer.ts';

const text = (writer: ByteWriter): string => Buffer.from(writer.bytes).toString();

test('texts and bytes stand in their order, also beyond the memory it began with', () => {
  const writer = new ByteWriter();
  const parts = ['式', Buffer.from('<math>'), '😀'.repeat(300_000), Buffer.from('𝐱'.repeat(400_000)), '完'];
  for (const part of parts) writer.add(part);
  expect(text(writer) === parts.map(String).join('')).toBe(true);
});

test('nothing of the file before stays', () => {
  const writer = new ByteWriter();
  writer.add('a long first file');
  writer.clear();
  writer.add('short');
  expect(text(writer)).toBe('short');
});
