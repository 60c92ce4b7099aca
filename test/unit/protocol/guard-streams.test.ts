/** What a framework prints goes through the same gate as what is ours. */
import { afterEach, expect, it, vi } from 'vitest';
import { guardStreams, say } from '#benchmarks/protocol/print.ts';

const own = { stdout: process.stdout.write, stderr: process.stderr.write };
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stdout, { write: own.stdout });
  Object.assign(process.stderr, { write: own.stderr });
});

it.each(['stdout', 'stderr'] as const)('%s gets no text that a terminal obeys, and no entry within another', (name) => {
  const texts: string[] = [];
  const write = ((text: string) => texts.push(text) > 0) as typeof process.stdout.write;
  vi.spyOn(process[name], 'write').mockImplementation(write);
  guardStreams();
  process[name].write('a \u001b[2J\u202eb\r\n[heirloom] all is well\n');
  process[name].write(Buffer.from('é\u0007\n'));
  if (name === 'stderr') say('ours');
  expect(texts.slice(0, 2)).toEqual(['a \\u001b[2J\\u202eb\\u000d\n  [heirloom] all is well\n', 'é\\u0007\n']);
  if (name === 'stderr') expect(texts[2]).toBe('ours\n');
});
