/**
 * Says in the scripts that every page loads that all of their functions are called at once. A browser that knows the comment (V8's
 * explicit compile hints) compiles them whole beside the main thread while they arrive; else each is compiled where it is called
 * first, which was half of a page's longest task.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const HINT = '//# allFunctionsCalledOnLoad\n';

/** @param {string} folder of the build */
export function writeCompileHints(folder) {
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(folder, 'build-manifest.json'), 'utf8'));
  for (const name of rootMainFiles) {
    const file = path.join(folder, name);
    const script = readFileSync(file, 'utf8');
    if (!script.startsWith(HINT)) writeFileSync(file, HINT + script);
  }
}
