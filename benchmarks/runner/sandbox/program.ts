/** The program of the sandbox's process, as one text: the process may read no files. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('./child/main.ts', import.meta.url));

let program: Promise<string> | undefined;

/** Compiled once a process. */
export function sandboxProgram(): Promise<string> {
  program ??= compiled();
  return program;
}

async function compiled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node20' },
    ...{ minifyWhitespace: true, charset: 'utf8', legalComments: 'none', logLevel: 'silent' },
  });
  return outputFiles[0]?.text ?? '';
}
