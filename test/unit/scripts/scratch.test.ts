import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { makeScratch } from '../../../scripts/test/scratch.mjs';
import { finished, startScript } from '../../support/cli.ts';

it('a folder for databases can be passed through by everybody, and goes with its process', async () => {
  const own = makeScratch();
  expect(statSync(own).mode & 0o777).toBe(0o711);
  const module = pathToFileURL(path.resolve('scripts/test/scratch.mjs')).href;
  const script = `const { makeScratch } = await import(${JSON.stringify(module)}); process.stdout.write(makeScratch());`;
  const { code, stdout } = await finished(startScript(['--input-type=module', '-e', script]));
  expect([code, path.dirname(stdout)]).toEqual([0, path.dirname(own)]);
  expect(existsSync(stdout)).toBe(false);
});
