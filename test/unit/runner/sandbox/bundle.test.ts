/** A module from its folder to a bundle that is checked and run again: nothing of it can be changed on the way. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../support/cli.ts';
import { heirloomHere } from '../../../support/printed.ts';

const SETTINGS = ['--tier', 'smoke', '--seeds', '2', '--generations', '2', '--workers', '1'];
const folder = temporaryFolder();
const module = join(folder, 'my-remedy', 'strategy.ts');
const bundle = join(folder, 'out', 'my-remedy-share-0.3');

/** What the check says of a copy of the bundle in which something was changed. */
async function checked(change: (copy: string) => void): Promise<string> {
  const copy = join(temporaryFolder(), basename(bundle));
  cpSync(bundle, copy, { recursive: true });
  change(copy);
  return (await heirloomHere(['check', copy])).stdout.replaceAll(/\s+/g, ' ');
}

const edit = (path: string, change: (text: string) => string) => (copy: string) =>
  writeFileSync(join(copy, path), change(readFileSync(join(copy, path), 'utf8')));

beforeAll(async () => {
  expect((await heirloomHere(['new', 'strategy', join(folder, 'my-remedy')])).code).toBe(0);
  const run = await heirloomHere([
    'run',
    'gaussian',
    '--strategy',
    `${module}:share=0.3`,
    ...SETTINGS,
    '--out',
    join(folder, 'out'),
  ]);
  expect({ code: run.code, stderr: run.code === 0 ? '' : run.stderr }).toEqual({ code: 0, stderr: '' });
});

describe('the bundle of a module', () => {
  test('has the module, its card and its README, and passes but for the blanks of its draft', async () => {
    expect(readFileSync(join(bundle, 'strategy/module.ts'), 'utf8')).toBe(readFileSync(module, 'utf8'));
    expect(readFileSync(join(bundle, 'strategy/README.md'), 'utf8')).toContain('# my-remedy');
    const card = JSON.parse(readFileSync(join(bundle, 'strategy/card.json'), 'utf8'));
    expect(card).toMatchObject({ interface: 'heirloom.strategy/1', id: 'my-remedy', licence: 'Apache-2.0' });
    const said = await checked(() => {});
    expect(said).toContain('4 problems. submission.json');
    expect(said).toContain('my-remedy is a module');
  });

  test('gives the same digests when it is run again', async () => {
    const { code, stdout } = await heirloomHere(['again', bundle, '--workers', '1']);
    expect(stdout).toContain('the same');
    expect(code).toBe(0);
  });

  test.each([
    [
      'another source',
      edit('strategy/module.ts', (text) => `${text}\n`),
      'expected "[0-9a-f]{64}", the SHA-256 of strategy/module.ts',
    ],
    [
      'another card',
      edit('strategy/card.json', (text) => text.replace('retained', 'fresh')),
      '#/strategy/module/card: received',
    ],
    [
      'a default out of its range',
      edit('strategy/card.json', (text) => text.replace('0.1', '1.1')),
      'is out of the parameter’s own range',
    ],
    [
      'no module',
      (copy: string) => rmSync(join(copy, 'strategy'), { recursive: true }),
      'the strategy was a module; expected strategy/module.ts',
    ],
    [
      'no card',
      (copy: string) => rmSync(join(copy, 'strategy/card.json')),
      'missing; expected the card of strategy/module.ts',
    ],
    [
      'two modules',
      (copy: string) => cpSync(join(copy, 'strategy/module.ts'), join(copy, 'strategy/module.js')),
      'received 2 modules',
    ],
    [
      'another regime in the record',
      edit('runs/gaussian.json', (text) => text.replace('"realData":"retained"', '"realData":"none"')),
      'expected "retained", as the strategy\'s card says',
    ],
    [
      'no word of the module in the record',
      edit('runs/gaussian.json', (text) => text.replace(/"module":\{[^}]*\}/, '"none":0')),
      'strategy',
    ],
  ])('is refused with %s', async (_, change, words) => {
    expect(await checked(change)).toMatch(new RegExp(words));
  });

  test('is not run again with another source', async () => {
    const copy = join(temporaryFolder(), 'copy');
    cpSync(bundle, copy, { recursive: true });
    edit('strategy/module.ts', (text) => text.replace('share,', 'share / 2,'))(copy);
    const { code, stderr } = await heirloomHere(['again', copy]);
    expect(stderr).toContain('The record says that the module of my-remedy:share=0.3 has the SHA-256');
    expect(code).toBe(2);
  });

  test('is no longer resumed once the module is another', async () => {
    writeFileSync(module, `${readFileSync(module, 'utf8')}// changed\n`);
    const args = [
      'run',
      'gaussian',
      '--strategy',
      `${module}:share=0.3`,
      ...SETTINGS,
      '--out',
      join(folder, 'out'),
      '--resume',
    ];
    expect((await heirloomHere(args)).stderr).toContain('holds a run of another plan');
  });
});

describe('what is no module', () => {
  const refusals: [name: string, source: string, words: string][] = [
    ['has no strategy', 'export const x = 1;', 'default export is no strategy'],
    ['does not parse', 'export default (', 'line 1: Unexpected end of file'],
    [
      'has a card without a licence',
      'export default defineStrategy({ id: "x", version: 1, name: "x", summary: "x" }, () => ({}));',
      'licence: ',
    ],
    [
      'takes the name of a built-in strategy',
      'export default defineStrategy({ id: "retain", version: 1, name: "x", summary: "x", licence: "MIT" }, () => ({}));',
      'which is that of a built-in strategy',
    ],
  ];
  test.each(refusals)('it %s', async (_, source, words) => {
    const file = join(temporaryFolder(), 'strategy.ts');
    writeFileSync(file, source);
    const { stderr, code } = await heirloomHere(['run', 'gaussian', '--strategy', file, '--tier', 'smoke']);
    expect(stderr).toContain(words);
    expect(code).toBeGreaterThan(0);
  });

  test('stands in no composition, and takes only its own parameters', async () => {
    const run = async (spec: string) =>
      (await heirloomHere(['run', 'gaussian', '--strategy', spec, '--tier', 'smoke'])).stderr;
    expect(await run(`${module}:share=0.1+temperature`)).toContain('a module stands alone');
    expect(await run(`${module}:sharre=0.1`)).toContain('unknown parameter "sharre"; did you mean share?');
    expect(await run(join(folder, 'none.ts'))).toContain('npx heirloom new strategy NAME writes one');
  });
});
