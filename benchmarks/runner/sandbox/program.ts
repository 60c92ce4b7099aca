/** The program of the sandbox's process, as one text: the process may read no files. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('./child/main.ts', import.meta.url));

let program: Promise<string> | undefined;

/** Compiled once; where the command line's own code is kept (runner/compiled.mjs), it is kept beside that, for later commands. */
export function sandboxProgram(): Promise<string> {
  program ??= kept(process.env.HEIRLOOM_COMPILED);
  return program;
}

/** @param folder of code that was compiled from the same sources, if there is one */
async function kept(folder: string | undefined): Promise<string> {
  if (folder === undefined || !existsSync(folder)) return compiled();
  // The folder is named by the sources, and SES is a package.
  const { version } = createRequire(import.meta.url)('ses/package.json') as { readonly version: string };
  const file = join(folder, `sandbox-${version}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const text = await compiled();
  try {
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that can't be written: it is compiled again the next time.
  }
  return text;
}

async function compiled(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node20' },
    ...{ minifyWhitespace: true, charset: 'utf8', legalComments: 'none', logLevel: 'silent' },
  });
  return outputFiles[0]?.text ?? '';
}
