/** Where an installation keeps its files, which nobody else on the machine may read: tokens, unpublished bundles. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

/** HEIRLOOM_DATA, else `.heirloom` in the working directory; absolute. */
export function dataDirectory(): string {
  return path.resolve(/* turbopackIgnore: true */ process.env.HEIRLOOM_DATA || '.heirloom');
}

const OWNER_ONLY = 0o700;
const OTHERS = 0o077;
/** As /tmp has it: a directory that many share, which is not this installation's to close. */
const STICKY = 0o1000;

/** What a start writes to, or reads, where it is there already: another user may have made it. */
const PARTS = ['database', 'database/PG_VERSION', 'database-lock', 'uploads', 'bundles', 'token'];

/**
 * Makes the data directory, for its owner alone, and sees that files can be written there. One that others could enter is
 * closed to them. Returns a sentence about that, or null where there was nothing to do.
 * @throws input-output where it can't be made or written, with the command that helps
 */
export function prepareDataDirectory(directory: string): string | null {
  try {
    makeDirectory(directory);
    probe(directory);
    for (const part of PARTS.map((name) => path.join(directory, name)))
      if (existsSync(part)) accessSync(part, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw unwritableError(directory, cause);
  }
  return closeToOthers(directory);
}

/** Node's own `recursive` never returns where a file system says that a directory which is there isn't (/proc, an automounter). */
function makeDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  if (path.dirname(directory) !== directory) makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, { mode: OWNER_ONLY });
  } catch (error) {
    // Another process was first.
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Writing is tried, because permissions alone don't tell: the file system may be mounted read-only. */
function probe(directory: string): void {
  const file = path.join(directory, `.writable-${process.pid}`);
  writeFileSync(file, '');
  rmSync(file, { force: true });
}

function closeToOthers(directory: string): string | null {
  // Windows has lists of rights instead, which a new directory takes from the one above it.
  if (process.platform === 'win32') return null;
  const { mode } = statSync(directory);
  if ((mode & OTHERS) === 0) return null;
  const found = `The data directory ${directory} could be read by other users (mode ${modeText(mode)})`;
  if ((mode & STICKY) !== 0)
    return `${found} and is shared, so it stays as it is; give HEIRLOOM_DATA a directory of its own in it.`;
  try {
    chmodSync(directory, OWNER_ONLY);
  } catch {
    return `${found} and belongs to another user, so it stays as it is; its owner can close it with chmod 700 ${quoted(directory)}`;
  }
  return `${found}; it is its owner's alone now (mode 0700).`;
}

const modeText = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0');

/** A path in a command of a shell. */
const quoted = (file: string): string => (/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`);

/** What helps against each refusal of the system. */
function remedy(code: unknown, directory: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `give it to the user that runs the site (chown -R ${userName()} ${quoted(directory)} && chmod 700 ${quoted(directory)}), or set HEIRLOOM_DATA to a directory of that user`;
    case 'EROFS':
      return 'its file system is mounted read-only: mount it for writing, or set HEIRLOOM_DATA to a directory elsewhere';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its place: move that away, or set HEIRLOOM_DATA to a directory';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'its disk is full: make room there, or set HEIRLOOM_DATA to a directory elsewhere';
    default:
      return 'set HEIRLOOM_DATA to a directory that can be written';
  }
}

const userName = (): string => String(process.getuid?.() ?? process.env.USERNAME ?? 'USER');

function unwritableError(directory: string, cause: unknown): HeirloomError {
  const { code } = cause as NodeJS.ErrnoException;
  return new HeirloomError(
    'input-output',
    `The data directory ${directory} can't be written (${String(code ?? cause)}): ${remedy(code, directory)}.`,
    { cause, context: { directory } },
  );
}
