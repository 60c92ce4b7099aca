/** A strategy's module as it lies on a disk or in a bundle: its source, and the texts beside it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { LICENCE_PATH, MODULE_PATHS, placeOf, README_PATH } from '../../bundle/layout.ts';
import type { BundleSource } from '../../bundle/source.ts';
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

/** The module of an open bundle; undefined where it has none. @throws HeirloomError bad-parameter for what is no text */
export async function moduleOfBundle(source: BundleSource): Promise<ModuleFile | undefined> {
  const texts: Record<string, string> = {};
  let module: Pick<ModuleFile, 'name' | 'source'> | undefined;
  for (const { path } of source.files) {
    const place = placeOf(path);
    if (place?.kind !== 'strategy' || place.as === 'card') continue;
    const text = textOf(await source.read(path), path);
    if (place.as === 'module') module = { name: basename(path), source: text };
    else texts[path] = text;
  }
  return module && { ...module, texts };
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
function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HeirloomError('bad-parameter', `${name} is no UTF-8 text; a module is one.`);
  }
}
