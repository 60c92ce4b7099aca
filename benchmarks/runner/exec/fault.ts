/** What an outside process did wrong: it fails a seed, as an error of a strategy's code does, and is no bug of Heirloom. */
export class ExecFault extends Error {
  override readonly name = 'ExecFault';
}

/** The most of an outside text that a message repeats, in characters. */
const SHOWN = 120;

/** A text from outside inside a message: one line, cut. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
