/**
 * Generates the Prisma client into leaderboard/generated, or returns at once where it is there for this schema and
 * version. Needs no network and no package but Prisma itself. Run alone: `node scripts/generate-client.mjs [--force]`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { complain, say } from './support/print.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'leaderboard', 'generated');
const stampFile = path.join(output, '.stamp');
const require = createRequire(path.join(root, 'package.json'));

/** What the generated code depends on: the schema and the versions of generator and runtime. */
function stamp() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'prisma', 'schema.prisma')));
  for (const name of ['prisma-cli', '@prisma/client']) hash.update(`${name}@${versionOf(name)}\n`);
  return `${hash.digest('hex')}\n`;
}

function versionOf(name) {
  try {
    return require(`${name}/package.json`).version;
  } catch (cause) {
    throw new Error(`The package "${name}" is not installed. Run \`npm ci\` first.`, { cause });
  }
}

/** Generates the client if needed; returns whether it had to. Throws with Prisma's own output where that fails. */
export function generateClient({ force = false } = {}) {
  const expected = stamp();
  if (
    !force &&
    existsSync(path.join(output, 'client.ts')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === expected
  ) {
    return false;
  }
  // Without the stamp an interrupted generation is taken up again the next time.
  rmSync(stampFile, { force: true });
  const result = spawnSync(process.execPath, [require.resolve('prisma-cli/build/index.js'), 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // `generate` never runs the native schema engine but downloads it if it is missing, from a host that may be out of
      // reach. Any executable satisfies it. Here only: `prisma migrate` does need the real one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (result.status !== 0) {
    throw new Error(
      `prisma generate failed (exit code ${result.status}).\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`,
    );
  }
  writeFileSync(stampFile, expected);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const generated = generateClient({ force: process.argv.includes('--force') });
    say(generated ? 'Prisma client generated in leaderboard/generated.' : 'Prisma client is up to date.');
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 3;
  }
}
