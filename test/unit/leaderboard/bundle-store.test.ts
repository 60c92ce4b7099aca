/** Files named by their content: how they come, how they are read, and what is said where one is lost. */
import { readdirSync, statSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { openContent, pathOf, readContent } from '#leaderboard/intake/bundle-store.ts';
import { keepBytes } from '../../support/contents.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const BYTES = Buffer.from('a content');
const LONG_AGO = new Date('2026-01-01');
const newStore = (): string => path.join(temporaryFolder(), 'bundles');

describe('a content', () => {
  it('is kept under its digest, for the owner alone, and nothing of its coming stays', async () => {
    const store = newStore();
    const content = await keepBytes(store, BYTES);
    const file = pathOf(store, content.sha256);
    expect(path.relative(store, file)).toBe(path.join(content.sha256.slice(0, 2), sha256(BYTES)));
    expect(await readContent(store, content)).toEqual(BYTES);
    const modes = [file, path.dirname(file), store].map((name) => statSync(name).mode & 0o777);
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o700, 0o700]);
    expect(readdirSync(path.join(store, 'incoming'))).toEqual([]);
  });

  it('that is there stays the same file, and is young again', async () => {
    const store = newStore();
    const { sha256: digest } = await keepBytes(store, BYTES);
    const file = pathOf(store, digest);
    utimesSync(file, LONG_AGO, LONG_AGO);
    const { ino } = statSync(file);
    await keepBytes(store, BYTES);
    expect(statSync(file).ino).toBe(ino);
    expect(statSync(file).mtimeMs).toBeGreaterThan(LONG_AGO.getTime());
  });

  it('that is damaged or gone is whole again when it comes again', async () => {
    const store = newStore();
    const content = await keepBytes(store, BYTES);
    const file = pathOf(store, content.sha256);
    for (const harm of [
      () => truncateSync(file, 3),
      () => writeFileSync(file, 'a content and more'),
      () => unlinkSync(file),
    ]) {
      harm();
      await keepBytes(store, BYTES);
      expect(await readContent(store, content)).toEqual(BYTES);
    }
  });

  it('of no bytes is one, too', async () => {
    const store = newStore();
    const content = await keepBytes(store, Buffer.alloc(0));
    expect(await readContent(store, content)).toEqual(Buffer.alloc(0));
  });
});

describe('what is lost is said, with what helps', () => {
  const remedy =
    /bundles\/[0-9a-f]{2}\/[0-9a-f]{64} in its data directory .*put it back from a backup.*share one data directory.*send the bundle again/;

  it('a file that is missing, or a store', async () => {
    const store = newStore();
    const content = { sha256: sha256(BYTES), bytes: BYTES.length };
    await expect(openContent(store, content)).rejects.toMatchObject({ code: 'input-output' });
    await keepBytes(store, BYTES);
    unlinkSync(pathOf(store, content.sha256));
    await expect(openContent(store, content)).rejects.toThrow(remedy);
    await expect(openContent(store, content)).rejects.toThrow('is missing');
  });

  it('a file of another size than the database knows', async () => {
    const store = newStore();
    const content = await keepBytes(store, BYTES);
    truncateSync(pathOf(store, content.sha256), 4);
    await expect(openContent(store, content)).rejects.toThrow('has 4 bytes instead of 9');
  });
});
