import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceDigest } from '../../../scripts/setup/build.mjs';
import { findChromium } from '../../../scripts/setup/chromium.mjs';
import { staleReason } from '../../../scripts/setup/dependencies.mjs';
import { checkNode, satisfies } from '../../../scripts/setup/node-version.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heirloom-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the Node version', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['24.1.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
  ])('%s', (version, expected) => {
    expect(satisfies(version, '>=20.19')).toBe(expected);
  });

  it('is refused with what was found, what is needed and what to do', () => {
    expect(() => checkNode('18.20.0')).toThrow(/needs Node >=20\.19; this is Node 18\.20\.0\. Install a newer one/);
  });
});

describe('staleReason', () => {
  const lock = {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  };

  it('accepts what npm ci leaves, without the packages of other platforms', () => {
    expect(staleReason(lock, { 'node_modules/zod': { version: '4.0.0' } })).toBeNull();
  });

  it('sees that nothing is installed, that something is missing and that something is of another version', () => {
    expect(staleReason(lock, null)).toBe('nothing is installed');
    expect(staleReason(lock, {})).toBe('node_modules/zod is missing');
    expect(staleReason(lock, { 'node_modules/zod': { version: '3.9.0' } })).toBe(
      'node_modules/zod is 3.9.0, not 4.0.0',
    );
  });
});

describe('sourceDigest', () => {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  beforeEach(() => {
    write('app/page.tsx', 'one');
    write('next.config.js', 'two');
  });

  it('stays the same for the same sources and for files that are no sources', () => {
    const before = sourceDigest(folder);
    write('README.md', 'words');
    write('docs/laws.md', 'words');
    expect(sourceDigest(folder)).toBe(before);
  });

  it('changes with a source, a new file and the configuration', () => {
    const digests = [sourceDigest(folder)];
    for (const file of ['app/page.tsx', 'leaderboard/boards/board.ts', 'next.config.js', 'package-lock.json']) {
      write(file, 'changed');
      digests.push(sourceDigest(folder));
    }
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('findChromium', () => {
  const program = (name: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };

  it('takes HEIRLOOM_CHROMIUM, then chromium, then google-chrome', () => {
    expect(findChromium({ PATH: folder })).toBeNull();
    const chrome = program('google-chrome');
    expect(findChromium({ PATH: folder })).toBe(chrome);
    const chromium = program('chromium');
    expect(findChromium({ PATH: folder })).toBe(chromium);
    expect(findChromium({ PATH: folder, HEIRLOOM_CHROMIUM: chrome })).toBe(chrome);
  });

  it('refuses a HEIRLOOM_CHROMIUM that is no program', () => {
    expect(() => findChromium({ PATH: folder, HEIRLOOM_CHROMIUM: '/nowhere' })).toThrow(
      'HEIRLOOM_CHROMIUM is /nowhere',
    );
  });
});
