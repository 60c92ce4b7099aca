/** Compiles the server that stands before Next into the folder of the build. */
import { build } from 'esbuild';
import { inRoot, ROOT } from '../support/root.mjs';

/** @param {string} file where to, relative to the checkout */
export async function compileServer(file) {
  await build({
    entryPoints: [inRoot('app', 'server', 'main.ts')],
    outfile: inRoot(file),
    ...{ absWorkingDir: ROOT, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
    ...{ sourcemap: 'inline', sourcesContent: false, logLevel: 'silent' },
  });
}
