/** What package scripts print of others' texts: no character of it reaches the terminal as a command. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { printableLines } from '#benchmarks/protocol/unprintable.ts';
import { printable } from '../../../scripts/support/print.mjs';

const STEPS = new URL('../../../scripts/support/steps.mjs', import.meta.url).href;
const HOSTILE = '\u001b[2Jtext\u0007\u202eother\u2028';
const SHOWN = '\\u001b[2Jtext\\u0007\\u202eother\\u2028';

it('is cleaned as the product cleans it, character by character', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (printable(character) !== printableLines(character))
      expect(printable(character)).toBe(printableLines(character));
  }
  expect(printable('a\n😀')).toBe('a\n😀');
});

describe('every printing function of the scripts', () => {
  const text = JSON.stringify(HOSTILE);
  it.each([
    ['say', `say(${text})`, `${SHOWN}\n`],
    ['complain', `complain(${text})`, `${SHOWN}\n`],
    ['step', `await step(${text}, () => ${text})`, `▸ ${SHOWN}\n  ${SHOWN} (0.0 s)\n`],
    ['quietStep', `await quietStep(${text}, () => ${text})`, `▸ ${SHOWN} … ${SHOWN} (0.0 s)\n`],
    ['runScript', `await runScript(() => { throw new SetupError(${text}) })`, `${SHOWN}\n`],
  ])('%s', (name, call, expected) => {
    const program = `import { complain, quietStep, runScript, SetupError, say, step } from ${JSON.stringify(STEPS)}; ${call};`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      encoding: 'utf8',
    });
    expect([name, (stdout + stderr).replace(/\(\d+\.\d s\)/, '(0.0 s)')]).toEqual([name, expected]);
  });
});
