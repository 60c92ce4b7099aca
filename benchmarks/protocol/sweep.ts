/** Sweeps: one specification with braces stands for many, `retain:share={0.01,0.05}` for `retain:share=0.01` and `retain:share=0.05`. */
import { HeirloomError } from './errors.ts';

/** Specifications that one sweep may stand for: each is run on every benchmark and seed. */
export const MAX_SWEEP = 64;

/** A pair of braces is the whole value of a parameter. */
const BRACES = /(?<==\s*)\{([^{}]*)\}(?=\s*(?:,|$|\+[a-z]))/gi;

/**
 * The specifications that a text stands for, the first braces varying slowest; a text without braces stands for itself.
 * @param canonical the form in which two values are the same: `0.1` and `0.10`
 * @throws usage where braces are empty, stand elsewhere than as a parameter's value, or name a specification twice; where there are
 * more than `MAX_SWEEP`
 */
export function expandSweep(text: string, canonical: (spec: string) => string): string[] {
  if (!/[{}]/.test(text)) return [text];
  const outside = text.replaceAll(BRACES, '');
  if (/[{}]/.test(outside)) {
    throw refused(text, 'braces stand as the whole value of a parameter, name={a,b}, and not inside each other');
  }
  const sets = [...text.matchAll(BRACES)].map(([braces, list = '']) => valuesOf(text, braces, list));
  const count = sets.reduce((product, values) => product * values.length, 1);
  if (count > MAX_SWEEP) {
    throw new HeirloomError(
      'usage',
      `Received "${text}", which stands for ${count} specifications; expected at most ${MAX_SWEEP}. Give fewer values, or several commands with an --out of their own.`,
    );
  }
  const choices = sets.reduce<string[][]>(
    (chosen, values) => chosen.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  );
  const specs = choices.map((values) => {
    let next = 0;
    return text.replaceAll(BRACES, () => values[next++] as string);
  });
  requireDistinct(text, specs.map(canonical));
  return specs;
}

function valuesOf(text: string, braces: string, list: string): string[] {
  const values = list.split(',').map((value) => value.trim());
  if (values.includes('')) throw refused(text, `${braces} lacks a value`);
  return values;
}

function requireDistinct(text: string, specs: readonly string[]): void {
  const twice = specs.find((spec, index) => specs.indexOf(spec) !== index);
  if (twice !== undefined) throw refused(text, `it stands for ${twice} twice; give each value once`);
}

const refused = (text: string, why: string): HeirloomError =>
  new HeirloomError(
    'usage',
    `Received "${text}": ${why}. Expected a sweep such as 'retain:share={0.01,0.05,0.1}', in quotes, so that the shell leaves it whole.`,
  );
