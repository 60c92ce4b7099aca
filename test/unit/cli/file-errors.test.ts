/** What the system refuses, in words: made for real where any machine can, by its own names where it takes another one. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { describe, expect, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { fileError, withFile } from '#benchmarks/protocol/file-errors.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const file = join(folder, 'file');
writeFileSync(file, '');
symlinkSync('loop', join(folder, 'loop'));

/** An error as Node makes it for a system's name. */
function systemError(name: string, syscall: string): Error {
  const known = [...getSystemErrorMap().values()].find(([code]) => code === name);
  return Object.assign(new Error(`${name}: ${known?.[1]}, ${syscall}`), { code: name, syscall });
}

describe('what the system says for real', () => {
  it.each<[string, () => unknown, string, string]>([
    ['ENOENT', () => readFileSync(join(folder, 'none')), 'not-found', 'there is no such file or folder'],
    ['ENOTDIR', () => readdirSync(file), 'usage', 'a part of the path is a file'],
    ['EISDIR', () => readFileSync(folder), 'usage', 'it is a folder'],
    ['EEXIST', () => mkdirSync(folder), 'usage', 'there is something of that name'],
    ['ELOOP', () => readFileSync(join(folder, 'loop')), 'usage', 'lead in a circle'],
    ['ENAMETOOLONG', () => writeFileSync(join(folder, 'x'.repeat(300)), ''), 'usage', 'the name is too long'],
  ])('%s', (name, work, code, words) => {
    let caught: unknown;
    try {
      withFile('what the user gave', work);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(HeirloomError);
    expect(caught).toMatchObject({ code });
    const { message } = caught as HeirloomError;
    expect(message).toMatch(/^Could not (open|write) what the user gave: /);
    expect(message).toContain(words);
    expect(message).toContain(`(${name})`);
  });
});

describe('what takes another machine', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY'])('%s', (name) => {
    expect(fileError(systemError(name, 'write'), 'out')).toMatchObject({
      code: 'input-output',
      message: expect.stringMatching(new RegExp(`^Could not write out: [a-z -]+ \\(${name}\\)\\. [A-Z].*\\.$`)),
    });
  });

  it('names what was to be removed, and something where nothing is known', () => {
    expect(fileError(systemError('EACCES', 'unlink'), 'out')?.message).toMatch(/^Could not remove out:/);
    expect(fileError(systemError('ENOSPC', 'write'))?.message).toMatch(/^Could not write a file:/);
  });
});

describe('other errors', () => {
  it.each([
    new TypeError('a bug'),
    systemError('ECONNREFUSED', 'connect'),
    Object.assign(new Error('no call'), { code: 'ENOENT' }),
    'text',
    null,
  ])('are not said so: %s', (error) => {
    expect(fileError(error)).toBeNull();
  });

  it('come through as they are', () => {
    const bug = new TypeError('a bug');
    const work = () => {
      throw bug;
    };
    expect(() => withFile('out', work)).toThrow(bug);
  });
});
