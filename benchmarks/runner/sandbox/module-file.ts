/** A strategy's module as it lies on a disk or in a bundle: its source, and the texts beside it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { LICENCE_PATH, MODULE_PATHS, README_PATH } from '../../bundle/layout.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { withFile } from '../../protocol/file-errors.ts';
import { MAX_MODULE_BYTES } from '../../protocol/strategy-module.ts';

export interface ModuleFile {
  /** Its name, for messages; the extension says whether there are types in it. */
  readonly name: string;
  readonly source: string;
  /** README.md and LICENSE beside it, by their path in the bundle. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Where a bundle has the module. */
export const bundlePathOf = ({ name }: Pick<ModuleFile, 'name'>): string =>
  name.endsWith('.ts') ? MODULE_PATHS[0] : MODULE_PATHS[1];

/** @throws HeirloomError not-found, bad-parameter for what is too large or no text, input-output */
export function readModuleFile(path: string): ModuleFile {
  if (!existsSync(path))
    throw new HeirloomError(
      'not-found',
      `There is no module ${path}. npx heirloom new strategy NAME writes one to begin with.`,
    );
  const texts = [README_PATH, LICENCE_PATH]
    .map((inBundle) => [inBundle, join(dirname(path), basename(inBundle))] as const)
    .filter(([, beside]) => existsSync(beside) && statSync(beside).isFile());
  return {
    name: `strategy${extname(path)}`,
    source: readText(path),
    texts: Object.fromEntries(texts.map(([inBundle, beside]) => [inBundle, readText(beside)])),
  };
}

function readText(path: string): string {
  const bytes = withFile(path, () => readFileSync(path));
  if (bytes.length > MAX_MODULE_BYTES)
    throw new HeirloomError(
      'bad-parameter',
      `${path} has ${bytes.length} bytes; expected at most ${MAX_MODULE_BYTES}, of a single module without data.`,
    );
  return textOf(bytes, path);
}

/** @throws HeirloomError bad-parameter for bytes that are no UTF-8 */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HeirloomError('bad-parameter', `${name} is no UTF-8 text; a module is one.`);
  }
}
