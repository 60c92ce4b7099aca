import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellQuote, shellQuotePath } from '#benchmarks/protocol/shell-quote.ts';

/** What a POSIX shell makes of a text: the arguments that a command gets. */
function argumentsOf(text: string): string[] {
  const program = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const command = `"$NODE" -e "$PROGRAM" -- ${text}`;
  const env = { ...process.env, NODE: process.execPath, PROGRAM: program };
  return JSON.parse(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8', env }));
}

const TEXTS = [
  'plain',
  'retain:share=0.1+temperature:value=0.9',
  'my runs/a b',
  "it's",
  '$HOME `id` "x" \\',
  '*',
  '~/runs',
  '=ls',
  'a;b&c|d>e',
  '结果',
  'two\nlines',
  '',
];

describe('what is pasted into a shell', () => {
  it('arrives as it was', () => {
    expect(argumentsOf(TEXTS.map(shellQuote).join(' '))).toEqual(TEXTS);
  });
  it('stays readable where nothing needs quoting', () => {
    expect(shellQuote('retain:share=0.1')).toBe('retain:share=0.1');
    expect(shellQuotePath('my-run/retain-share-0.1')).toBe('my-run/retain-share-0.1');
  });
  it('is never an option where it is a path', () => {
    expect(shellQuotePath('-odd dir')).toBe("'./-odd dir'");
    expect(shellQuotePath('-odd')).toBe('./-odd');
  });
});
