/**
 * The last gate to a terminal and to a log. File names, specifications, records and what a site answers may hold escape
 * sequences; whatever a message is made of, none of them gets through. Nothing else writes to the standard streams.
 */
import { printableLine, printableLines } from './unprintable.ts';

/** Prints a text of one or more lines on standard output. */
export function print(text: string): void {
  process.stdout.write(`${printableLines(text)}\n`);
}

/** Prints one line on standard output, whatever is in it. */
export function printLine(line: string): void {
  process.stdout.write(`${printableLine(line)}\n`);
}

/** Says one line on standard error, whatever is in it. */
export function say(line: string): void {
  process.stderr.write(`${printableLine(line)}\n`);
}

/** As say, of a text of our own whose line feeds are meant. */
export function sayLines(text: string): void {
  for (const line of text.replace(/\n$/, '').split('\n')) say(line);
}

/**
 * Lets everything else that this process writes on its standard streams (a framework's own log, warnings of Node) through
 * the same gate. Lines of one text after its first are set in, so that none of them passes for an entry of its own.
 */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: Uint8Array | string, ...rest: never[]) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return write(printableLines(text).replaceAll(/\n(?!$)/g, '\n  '), ...rest);
    };
  }
}
