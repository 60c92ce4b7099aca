/** How much of a disk stays free, and which errors mean that there is no room. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import {
  diskReserve,
  diskSpace,
  isNoSpace,
  noSpaceError,
  promptDiskSpace,
  requireSpace,
} from '#leaderboard/host/free-space.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** In megabytes: more than any disk has. */
const TOO_MUCH = '1000000000';

afterEach(() => vi.unstubAllEnvs());

describe('HEIRLOOM_DISK_RESERVE_MB', () => {
  it.each([
    [undefined, 256e6],
    ['', 256e6],
    ['0', 0],
    [' 12.5 ', 12_500_000],
    [TOO_MUCH, 1e15],
  ])('%j', (text, bytes) => {
    expect(diskReserve({ HEIRLOOM_DISK_RESERVE_MB: text })).toBe(bytes);
  });

  it.each(['-1', 'much', '1 GB', '1e99', 'NaN'])('%j is refused with what is expected', (text) => {
    expect(() => diskReserve({ HEIRLOOM_DISK_RESERVE_MB: text })).toThrow(
      `HEIRLOOM_DISK_RESERVE_MB is "${text}"; expected how many megabytes (1,000,000 bytes)`,
    );
  });
});

describe('a disk', () => {
  it('has room, or less than is to stay free', async () => {
    vi.stubEnv('HEIRLOOM_DATA', temporaryFolder());
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', '0');
    expect(await diskSpace()).toMatchObject({ reserveBytes: 0, isBelow: false });
    await requireSpace();
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', TOO_MUCH);
    expect(await diskSpace()).toMatchObject({ reserveBytes: 1e15, isBelow: true });
    const error = await requireSpace(2e6).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HeirloomError);
    expect(error).toMatchObject({
      code: 'no-space',
      message: expect.stringMatching(
        /^The site's disk has \d+ MB left, of which 1000000000 MB are to stay free, and this may need 2 MB, so nothing was stored/,
      ),
    });
  });

  it('that is busy keeps no health waiting: what it told last is told', async () => {
    const folder = temporaryFolder();
    const { freeBytes } = await promptDiskSpace(folder);
    // The four threads through which Node asks the disk are at work for much longer than anybody is patient.
    let done = 0;
    const work = promisify(pbkdf2);
    const busy = Array.from({ length: 8 }, () =>
      work('password', 'salt', 1_000_000, 64, 'sha512').then(() => {
        done++;
      }),
    );
    expect(await promptDiskSpace(folder)).toMatchObject({ freeBytes, isBelow: false });
    expect(done).toBe(0);
    await Promise.all(busy);
  });

  it('that tells nothing keeps nobody from writing', async () => {
    vi.stubEnv('HEIRLOOM_DATA', '/nowhere/at/all');
    vi.stubEnv('HEIRLOOM_DISK_RESERVE_MB', TOO_MUCH);
    expect(await diskSpace()).toMatchObject({ freeBytes: null, isBelow: false });
    await requireSpace();
  });
});

const withCode = (code: string): Error => Object.assign(new Error('words'), { code });

it.each([
  ['of a file', withCode('ENOSPC')],
  ['of a quota', withCode('EDQUOT')],
  ['of a database', withCode('53100')],
  [
    'of a file, behind what the command line says',
    new HeirloomError('input-output', 'x', { cause: withCode('ENOSPC') }),
  ],
  ['of a file in another thread', new Error('ENOSPC: no space left on device, write')],
  ['of a file in another thread, in our words', new Error('Could not write a: no space is left (ENOSPC). Make room.')],
  [
    'behind Prisma’s raw error',
    Object.assign(withCode('P2010'), { meta: { driverAdapterError: { cause: { originalCode: '53100' } } } }),
  ],
  ['told by us', noSpaceError(null)],
])('no space: %s', (_, error) => {
  expect(isNoSpace(error)).toBe(true);
});

it.each([
  ['another code', withCode('EACCES')],
  ['a name that somebody sent', new HeirloomError('check-failed', 'runs/ENOSPC: not a run (ENOSPC). Correct it.')],
  ['nothing', null],
])('not: %s', (_, error) => {
  expect(isNoSpace(error)).toBe(false);
});
