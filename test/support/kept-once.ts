/** What is made once in an `npm test` and shared by all its test files, which are processes and threads of their own. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '#benchmarks/protocol/digest.ts';

/** A folder that begins empty and ends with the suites; without it, as where a file is run by itself, nothing is kept. */
const FOLDER = process.env.HEIRLOOM_TEST_RUNS;

/** What `make` gives, from the file that another test file left under this key, or made and left for the others. */
export async function keptOnce<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
  if (FOLDER === undefined) return make();
  const file = join(FOLDER, sha256(key));
  if (existsSync(file)) return deserialize(readFileSync(file)) as Value;
  const value = await make();
  mkdirSync(FOLDER, { recursive: true });
  // Others may be reading: the file is there whole or not at all.
  const incoming = join(FOLDER, randomUUID());
  writeFileSync(incoming, serialize(value));
  renameSync(incoming, file);
  return value;
}
