import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { contentStream } from '#leaderboard/intake/content-stream.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('is closed when a client that breaks off is answered, also where it was being closed already', async () => {
  const file = join(temporaryFolder(), 'content');
  writeFileSync(file, 'all that there is');
  const handle = await open(file);
  const close = handle.close.bind(handle);
  let letGo = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isClosing = false;
  // As Node's on a slow disk: a second call doesn't wait for the first.
  handle.close = async () => {
    if (isClosing) return;
    isClosing = true;
    await slow;
    await close();
  };
  const reader = contentStream(async () => handle, 0, 16).getReader();
  await reader.read();
  let isAnswered = false;
  const cancelled = reader.cancel().then(() => {
    isAnswered = true;
  });
  await setImmediate();
  expect([isClosing, isAnswered]).toEqual([true, false]);
  letGo();
  await cancelled;
  expect(handle.fd).toBe(-1);
});
