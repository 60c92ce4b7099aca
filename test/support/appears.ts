/** Waits for what another process does to files, without asking again and again. */
import { watch } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until something is there in a folder that another process makes, in a folder that there is. */
export async function appears(dir: string, isThere: () => boolean): Promise<void> {
  while (!isThere()) await changeBelow(dirname(dir));
}

/** Waits for any change below a folder; a change that came before the watch began is caught by the caller's loop. */
function changeBelow(dir: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dir, { recursive: true }, () => {
      watcher.close();
      clearTimeout(timer);
      resolve();
    });
    // A change between the check and the watch would be missed: look again after a while.
    const timer = setTimeout(() => {
      watcher.close();
      resolve();
    }, 250);
  });
}
