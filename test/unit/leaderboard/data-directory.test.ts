/** The data directory is its owner's alone, and one that can't be written is refused with what helps. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { prepareDataDirectory } from '#leaderboard/host/data-directory.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const modeOf = (file: string): number => statSync(file).mode & 0o7777;

function refusal(directory: string): HeirloomError {
  try {
    prepareDataDirectory(directory);
  } catch (error) {
    expect(error).toBeInstanceOf(HeirloomError);
    return error as HeirloomError;
  }
  throw new Error('not refused');
}

describe('the data directory', () => {
  it('is made for its owner alone', () => {
    const directory = path.join(temporaryFolder(), 'a', 'b');
    expect(prepareDataDirectory(directory)).toBeNull();
    expect(modeOf(directory)).toBe(0o700);
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([0o755, 0o777, 0o750, 0o705, 0o711])('of mode %o is closed, and that is said once', (mode) => {
    const directory = path.join(temporaryFolder(), 'data');
    mkdirSync(directory);
    chmodSync(directory, mode);
    const word = prepareDataDirectory(directory);
    expect(word).toContain(`mode 0${mode.toString(8)}`);
    expect(word).toContain('mode 0700');
    expect(modeOf(directory)).toBe(0o700);
    expect(prepareDataDirectory(directory)).toBeNull();
  });

  it('that many share stays open, and that is said', () => {
    const directory = path.join(temporaryFolder(), 'shared');
    mkdirSync(directory);
    chmodSync(directory, 0o1777);
    expect(prepareDataDirectory(directory)).toContain('a directory of its own in it');
    expect(modeOf(directory)).toBe(0o1777);
  });

  it('in whose place a file is, or above which one is, is refused with a sentence', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, 'kept');
    for (const directory of [file, path.join(file, 'below')]) {
      const error = refusal(directory);
      expect(error.code).toBe('input-output');
      expect(error.message).toContain(directory);
      expect(error.message).toContain('a file is in its place');
    }
  });

  const NOBODY = 65_534;

  it.runIf(existsSync('/proc/self'))(
    'on a file system that takes no directories is refused with a sentence, at once',
    () => {
      for (const directory of ['/proc/heirloom', '/proc/heirloom/below']) {
        const message = `The data directory ${directory} can't be written (ENOENT): set HEIRLOOM_DATA to a directory that can be written.`;
        expect(() => prepareDataDirectory(directory)).toThrow(message);
      }
    },
  );

  it.runIf(process.platform !== 'win32').each([
    ['that may not be written', 0o555, 'data'],
    ['whose parent may not be written', 0o555, path.join('data', 'below')],
    ['that may not be entered', 0o000, 'data'],
  ])('%s is refused with the chmod that helps', (_, mode, name) => {
    const parent = temporaryFolder();
    chmodSync(parent, 0o755);
    mkdirSync(path.join(parent, 'data'));
    chmodSync(path.join(parent, 'data'), mode);
    const directory = path.join(parent, name);
    // Root may write everywhere: there another user tries, once the modules are read.
    const script = `
      const { prepareDataDirectory } = await import('./leaderboard/host/data-directory.ts');
      if (process.getuid() === 0) process.setuid(${NOBODY});
      try { prepareDataDirectory(${JSON.stringify(directory)}); } catch (error) { console.log(error.code + ' ' + error.message); }`;
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    chmodSync(path.join(parent, 'data'), 0o755);
    expect(stdout).toMatch(/^input-output The data directory .*EACCES/);
    expect(stdout).toContain(`chmod 700 ${directory}`);
    expect(readdirSync(parent)).toEqual(['data']);
  });
});
