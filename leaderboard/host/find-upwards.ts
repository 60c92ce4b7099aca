/**
 * Files of the checkout that are read by path: looked for upwards from the module that asks, then from the working directory.
 * Once Next has bundled a module, its own address no longer leads to the checkout.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The nearest such file, absolute; null where there is none.
 * @param moduleUrl `import.meta.url` of who asks
 */
export function findUpwards(relative: string, moduleUrl: string): string | null {
  const starts = [process.cwd()];
  if (moduleUrl.startsWith('file:')) starts.unshift(path.dirname(fileURLToPath(moduleUrl)));
  for (const start of starts) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      const candidate = path.join(/* turbopackIgnore: true */ folder, relative);
      if (existsSync(candidate)) return candidate;
      if (folder === path.dirname(folder)) break;
    }
  }
  return null;
}
