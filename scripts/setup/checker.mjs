/** Compiles the checker of bundles for browsers, as one script for a thread of its own. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { inRoot, ROOT } from '../support/root.mjs';

const FOLDER = inRoot('benchmarks', 'bundle', 'browser');

/** Plugins' code, which catalogs load when it is asked for: the checker never asks. @type {import('esbuild').Plugin} */
const withoutPlugins = {
  name: 'without-plugins',
  setup(compile) {
    compile.onResolve({ filter: /.*/ }, ({ kind, path: asked }) =>
      kind === 'dynamic-import' ? { path: asked, external: true } : undefined,
    );
  },
};

/** The script, and the name that it has by its content below a build's static files. */
export async function compileChecker() {
  const alias = { 'node:crypto': path.join(FOLDER, 'node-crypto.ts'), 'node:zlib': path.join(FOLDER, 'node-zlib.ts') };
  const { outputFiles } = await build({
    entryPoints: [path.join(FOLDER, 'worker.ts')],
    inject: [path.join(FOLDER, 'buffer.ts')],
    ...{ alias, plugins: [withoutPlugins], absWorkingDir: ROOT, bundle: true, write: false, minify: true },
    ...{ platform: 'browser', format: 'iife', target: 'es2022', logLevel: 'silent', legalComments: 'eof' },
  });
  const script = outputFiles[0].contents;
  const digest = createHash('sha256').update(script).digest('hex').slice(0, 16);
  return { script, name: `checker-${digest}.js` };
}

/** Puts the script among the static files of a build, which are named by their content and kept for ever. */
export function placeChecker({ script, name }, dist) {
  mkdirSync(inRoot(dist, 'static'), { recursive: true });
  writeFileSync(inRoot(dist, 'static', name), script);
}
