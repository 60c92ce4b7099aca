/** What is made once in an `npm test` and shared by all its test files, which are processes and threads of their own. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

let own: string | undefined;

/** A folder that goes with this process. */
function ownFolder(): string {
  if (own === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'heirloom-kept-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    own = made;
  }
  return own;
}

/** The folder of this name, which is never changed: as `make` filled it, or as another process had it filled. */
export async function keptFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const home = FOLDER ?? ownFolder();
  const folder = join(home, name);
  if (existsSync(folder)) return folder;
  mkdirSync(home, { recursive: true });
  const incoming = mkdtempSync(join(home, 'incoming-'));
  await make(incoming);
  try {
    renameSync(incoming, folder);
  } catch (error) {
    // Another was quicker.
    if (!existsSync(folder)) throw error;
    rmSync(incoming, { recursive: true });
  }
  return folder;
}
