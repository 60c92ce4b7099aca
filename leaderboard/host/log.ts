/** The site's log: what an entry is made of can't end it, colour it or pass for another one. */
import { inspect } from 'node:util';
import { say, sayLines } from '#benchmarks/protocol/print.ts';

/** Writes an entry; lines of its error are set in. */
export function log(words: string, error?: unknown): void {
  say(`[heirloom] ${words}`);
  if (error !== undefined) sayLines(inspect(error).replaceAll(/^/gm, '  '));
}
