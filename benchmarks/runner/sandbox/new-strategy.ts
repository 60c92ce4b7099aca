/** Writes a strategy's module to begin with, outside the checkout: it runs as it is. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { HeirloomError } from '../../protocol/errors.ts';
import { withFile } from '../../protocol/file-errors.ts';
import { idSchema } from '../../protocol/ids.ts';
import { shellQuotePath } from '../../protocol/shell-quote.ts';
import { STRATEGIES } from '../../strategies/catalog.ts';
import { makeFolder } from '../write-whole.ts';

const FILES = ['strategy.ts', 'heirloom-strategy.d.ts', 'tsconfig.json', 'README.md'];

/**
 * @param dir where to; its last name is the strategy's id
 * @returns the paths of what was written
 * @throws HeirloomError bad-parameter for a name that no strategy can have, not-empty, input-output
 */
export function newStrategy(dir: string): string[] {
  const id = basename(resolve(dir));
  if (!idSchema.safeParse(id).success || STRATEGIES.some(({ card }) => card.id === id))
    throw new HeirloomError(
      'bad-parameter',
      `Received the name "${id}"; expected small letters, digits and hyphens that begin with a letter, and none of a built-in strategy: my-strategy.`,
    );
  if (existsSync(dir) && withFile(dir, () => readdirSync(dir)).length > 0)
    throw new HeirloomError('not-empty', `The folder ${dir} is not empty. Give another name.`);
  withFile(dir, () => makeFolder(dir));
  return FILES.map((name) => {
    const template = new URL(`./template/${name}`, import.meta.url);
    const text = readFileSync(template, 'utf8').replaceAll('STRATEGY', id).replaceAll('DIRECTORY', shellQuotePath(dir));
    const path = join(dir, name);
    withFile(path, () => writeFileSync(path, text));
    return path;
  });
}
