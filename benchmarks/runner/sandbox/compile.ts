/** A module's source as the script that the sandbox runs: types are gone, imports are refused, powers go through Math.pow. */
import { build, type Message } from 'esbuild';
import { HeirloomError } from '../../protocol/errors.ts';
import { printable } from '../../protocol/unprintable.ts';

/** Where the module's exports are, in the script. */
const EXPORTS = 'heirloomModule';

/**
 * The body of a function that returns the module's exports.
 * @param name with its extension, which says whether there are types in it
 * @throws HeirloomError run-failed naming the line, for what is no module, or one that imports more than types
 */
export async function compileModule(source: string, name: string): Promise<string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: source, sourcefile: name, loader: name.endsWith('.ts') ? 'ts' : 'js' },
      ...{ bundle: true, write: false, format: 'iife', globalName: EXPORTS, platform: 'neutral', target: 'es2022' },
      ...{ charset: 'utf8', legalComments: 'none', logLevel: 'silent', tsconfigRaw: {} },
      // The operator can't be taken from the language: as a call it meets a Math without powers (child/globals.ts).
      supported: { 'exponent-operator': false },
      plugins: [
        {
          name: 'types-alone',
          setup: ({ onResolve }) =>
            onResolve({ filter: /.*/ }, ({ path, kind }) =>
              kind === 'entry-point' ? null : { errors: [{ text: importText(path) }] },
            ),
        },
      ],
    });
    return `${outputFiles[0]?.text ?? ''}\nreturn ${EXPORTS};`;
  } catch (error) {
    const { errors } = error as { errors?: readonly Message[] };
    if (errors === undefined) throw error;
    throw new HeirloomError(
      'run-failed',
      `The module ${name} can’t be used: ${errors.slice(0, 3).map(text).join('; ')}.`,
    );
  }
}

const importText = (path: string): string =>
  `it imports "${printable(path, 80)}"; a module imports nothing but types, from heirloom/strategy (import type { … }), and has what it needs as globals`;

const text = ({ text: words, location }: Message): string =>
  `${location === null ? '' : `line ${location.line}: `}${printable(words, 300)}`;
