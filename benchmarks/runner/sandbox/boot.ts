/** How the process of the sandbox begins: the program that it runs is handed to it, so that it may read no file at all. */
import { shellQuote } from '../../protocol/shell-quote.ts';
import { HEAP_MEGABYTES } from './limits.ts';

/** Reads one frame's bytes from standard input, waiting for them, and runs them as a program. */
const BOOT = `'use strict';
const { readSync } = require('node:fs');
const readBytes = (length) => {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const count = readSync(0, bytes, at, length - at, null);
    if (count === 0) process.exit(0);
    at += count;
  }
  return bytes;
};
const program = readBytes(readBytes(4).readUInt32LE(0)).toString('utf8');
new Function('require', 'process', program)(require, process);`;

/** Node's permission model under the name that this version has for it. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** For a shell: no files, no other processes, threads, add-ons or WASI, a bounded heap. */
export const BOOT_COMMAND = [
  'exec',
  shellQuote(process.execPath),
  PERMISSION,
  '--no-warnings',
  `--max-old-space-size=${HEAP_MEGABYTES}`,
  '-e',
  shellQuote(BOOT),
].join(' ');
