import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatLicences, isAllowed, productionPackages } from '../../../tools/licences/packages.ts';
import SITE_PACKAGES from '../../../tools/licences/site-packages.cjs';
import { parseSpdx } from '../../../tools/licences/spdx.ts';

const inRoot = (...parts: string[]): string => path.resolve(import.meta.dirname, '../../..', ...parts);
const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
const packages = productionPackages(lock, SITE_PACKAGES);

describe('the packages of a production installation and of the built site', () => {
  it('have licences that may be shipped', () => {
    expect(packages.filter((package_) => !isAllowed(package_))).toEqual([]);
  });

  it('are listed in docs/licences.md', () => {
    // Where this fails: npm run artefacts -- licences.
    expect(readFileSync(inRoot('docs', 'licences.md'), 'utf8')).toBe(formatLicences(packages));
  });

  it('are installed for development where the built site carries them', () => {
    expect(SITE_PACKAGES.filter((name: string) => !(name in lock[''].devDependencies))).toEqual([]);
    expect(SITE_PACKAGES.filter((name: string) => !lock[`node_modules/${name}`].dev)).toEqual([]);
  });

  it('are none that only builds and tests need', () => {
    const names = new Set(packages.map(({ name }) => name));
    expect(['next', 'esbuild', 'tsx', '@prisma/client'].filter((name) => !names.has(name))).toEqual([]);
    expect(['citeproc', 'playwright', 'playwright-core', 'prisma', 'vitest'].filter((name) => names.has(name))).toEqual(
      [],
    );
  });
});

describe('productionPackages', () => {
  it('takes each once, nested ones and those of other platforms too, and leaves out what is for development', () => {
    expect(
      productionPackages(
        {
          '': { name: 'heirloom', license: 'Apache-2.0' },
          'node_modules/b': { version: '2.0.0', license: 'ISC' },
          'node_modules/a': { version: '1.0.0', license: 'MIT' },
          'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
          'node_modules/b/node_modules/@c/d': { version: '3.0.0', license: '0BSD', optional: true },
          'node_modules/other-name': { name: 'own-name', version: '1.0.0' },
          'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
          'node_modules/site': { version: '4.0.0', license: 'MIT', dev: true, dependencies: { below: '1' } },
          'node_modules/below': { version: '5.0.0', license: 'ISC', dev: true },
        },
        ['site'],
      ),
    ).toEqual([
      { name: '@c/d', version: '3.0.0', licence: '0BSD' },
      { name: 'a', version: '1.0.0', licence: 'MIT' },
      { name: 'b', version: '2.0.0', licence: 'ISC' },
      { name: 'below', version: '5.0.0', licence: 'ISC' },
      { name: 'own-name', version: '1.0.0', licence: null },
      { name: 'site', version: '4.0.0', licence: 'MIT' },
    ]);
  });
});

describe('isAllowed', () => {
  it.each([
    ['MIT', true],
    ['(BSD-3-Clause AND Apache-2.0)', true],
    ['MIT OR AGPL-3.0-only', true],
    ['MIT AND (GPL-3.0-only OR ISC)', true],
    // What citeproc states.
    ['CPAL-1.0 OR AGPL-1.0', false],
    ['MIT AND AGPL-3.0-only', false],
    ['MIT OR ISC AND AGPL-3.0-only', true],
    ['(MIT OR ISC) AND AGPL-3.0-only', false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', false],
    ['MIT and ISC', false],
    ['SEE LICENSE IN LICENSE', false],
    ['UNLICENSED', false],
    ['', false],
    [null, false],
  ])('%s: %s', (licence, expected) => {
    expect(isAllowed({ name: 'a-package', version: '1.0.0', licence })).toBe(expected);
  });

  it('takes the LGPL of one library alone', () => {
    const licence = 'Apache-2.0 AND LGPL-3.0-or-later';
    expect(isAllowed({ name: '@img/sharp-win32-x64', version: '1.0.0', licence })).toBe(true);
    expect(isAllowed({ name: 'a-package', version: '1.0.0', licence })).toBe(false);
  });
});

describe('parseSpdx', () => {
  it('binds AND tighter than OR', () => {
    expect(parseSpdx('A OR B AND (C OR D)')).toEqual({
      any: [{ id: 'A' }, { all: [{ id: 'B' }, { any: [{ id: 'C' }, { id: 'D' }] }] }],
    });
  });

  it.each(['(MIT', 'MIT)', 'MIT OR', 'AND MIT', 'MIT ISC', '()', 'MIT OR OR ISC'])('refuses %s', (text) => {
    expect(parseSpdx(text)).toBeNull();
  });
});
