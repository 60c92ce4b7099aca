/**
 * The standard streams as a command sees them. Whoever reads them may go away: progress and messages are dropped then, and
 * the command goes on to its own end and exit code. Output that a machine can't take is another matter, and said.
 */
import { HeirloomError } from '../protocol/errors.ts';
import { fileError } from '../protocol/file-errors.ts';

type Stream = Pick<NodeJS.WriteStream, 'on' | 'write' | 'writableLength'>;

export interface StandardStreams {
  /** Waits until all output is written; the error to report where it could not be. */
  settle(): Promise<HeirloomError | null>;
}

/** Looks after the streams from now on. Node throws errors of a stream that nobody listens to. */
export function watchStreams(stdout: Stream = process.stdout, stderr: Stream = process.stderr): StandardStreams {
  let failure: NodeJS.ErrnoException | null = null;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `heirloom list | head` closes the pipe early: nobody wants the rest.
    if (error.code !== 'EPIPE') failure ??= error;
  });
  stderr.on('error', () => {});
  return {
    settle: async () => {
      // A device without room refuses nothing, too: where all is written, errors of it come before the next turn.
      await new Promise<void>((resolve) => {
        if (stdout.writableLength === 0) setImmediate(resolve);
        else stdout.write('', () => resolve());
      });
      if (failure === null) return null;
      const known = fileError(failure, 'standard output');
      const message = known?.message ?? `Could not write standard output: ${failure.message}.`;
      return new HeirloomError('input-output', message, { cause: failure });
    },
  };
}
