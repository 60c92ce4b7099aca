/** What the system refuses to do with a file or a stream, said as an error of the user's world: it is no bug of Heirloom. */
import { type ErrorCode, HeirloomError } from './errors.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly advice: string;
}

const machine = (reason: string, advice: string): Refusal => ({ code: 'input-output', reason, advice });
const wrongPath = (reason: string, advice: string): Refusal => ({ code: 'usage', reason, advice });

const ELSEWHERE = 'Change what is allowed there, or name another place.';
const MAKE_ROOM = 'Make room there, and repeat the command.';

/** By the system's own names (errno). Network errors are not here: who asks a site knows what they mean. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ENOSPC: machine('no space is left on the device', MAKE_ROOM),
  EDQUOT: machine('the disk quota is used up', MAKE_ROOM),
  EFBIG: machine('the file would be larger than is allowed', 'Name another place.'),
  EROFS: machine('the file system is read-only', 'Name another place.'),
  EACCES: machine('permission denied', ELSEWHERE),
  EPERM: machine('the system does not allow it', ELSEWHERE),
  EMFILE: machine('too many files are open', 'Raise the limit (ulimit -n), or give run fewer --workers.'),
  ENFILE: machine('too many files are open on this machine', 'Close other programs, and repeat the command.'),
  EIO: machine('the device does not read or write', 'Look at the device, or name another place.'),
  EBUSY: machine('it is in use', 'Wait for who uses it, or name another place.'),
  ETXTBSY: machine('it is in use', 'Wait for who uses it, or name another place.'),
  ENOENT: { code: 'not-found', reason: 'there is no such file or folder', advice: 'Correct the path.' },
  ENOTDIR: wrongPath('a part of the path is a file, where a folder was expected', 'Name another place.'),
  EISDIR: wrongPath('it is a folder, where a file was expected', 'Name a file.'),
  EEXIST: wrongPath('there is something of that name', 'Name another place.'),
  ENOTEMPTY: wrongPath('the folder is not empty', 'Name another place.'),
  ENAMETOOLONG: wrongPath('the name is too long', 'Give a shorter one.'),
  ELOOP: wrongPath('its links lead in a circle', 'Mend them, or name another place.'),
};

const WRITING = ['write', 'mkdir', 'rename', 'copyfile', 'fsync', 'ftruncate', 'mkdtemp', 'symlink', 'utime'];
const REMOVING = ['unlink', 'rm', 'rmdir'];

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

/** Whether an error is the system's, of those that a path or a full disk can cause. */
export function isFileError(error: unknown): error is SystemError {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as Partial<SystemError>;
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) && typeof syscall === 'string';
}

/**
 * The error to show for what the system refused, or null for any other error.
 * @param path what it was about, as its user knows it: the system names a temporary file, or none in errors of writing
 */
export function fileError(error: unknown, path?: string): HeirloomError | null {
  if (!isFileError(error)) return null;
  const { code, reason, advice } = REFUSALS[error.code] as Refusal;
  const verb = WRITING.includes(error.syscall) ? 'write' : REMOVING.includes(error.syscall) ? 'remove' : 'open';
  const what = path ?? error.path ?? 'a file';
  return new HeirloomError(code, `Could not ${verb} ${what}: ${reason} (${error.code}). ${advice}`, { cause: error });
}

/** Does something with a file. @throws what `fileError` says, with the file's name */
export function withFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileError(error, path) ?? error;
  }
}
