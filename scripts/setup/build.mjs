/** Builds the site, or sees that the build at hand is of these very sources. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ended, startNode } from '../support/children.mjs';
import { inRoot, ROOT } from '../support/root.mjs';
import { SetupError } from '../support/steps.mjs';

const FOLDERS = ['app', 'leaderboard', 'benchmarks', 'prisma', 'public'];
/** Everything at the root that configures Next, PostCSS or TypeScript, and the lock file. */
const ROOT_FILES =
  /^(next\.config\.\w+|postcss\.config\.\w+|tsconfig\.json|package-lock\.json|(proxy|middleware|instrumentation)\.\w+)$/;
const STAMP = '.heirloom-build';

/** The folder of the build, relative to the checkout. */
export const distDir = (env = process.env) => env.HEIRLOOM_DIST || '.next';

/** The server that stands before Next, in the folder of the build; relative to the checkout. */
export const serverFile = (dist = distDir()) => path.join(dist, 'heirloom-server.mjs');

/** A digest of everything that the build reads. @param {string} [root] */
export function sourceDigest(root = ROOT) {
  const inFolders = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name))),
  );
  const files = [...inFolders, ...readdirSync(root).filter((name) => ROOT_FILES.test(name))].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Runs `next build` where sources have changed since the last build. */
export async function buildSite() {
  const stampFile = inRoot(distDir(), STAMP);
  const digest = sourceDigest();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return 'up to date';
  // Without the stamp a build that breaks off is taken for what it is.
  rmSync(stampFile, { force: true });
  // Loaded late: these need esbuild, which setup installs.
  const { compileChecker, placeChecker } = await import('./checker.mjs');
  const checker = await compileChecker();
  const env = {
    ...process.env,
    HEIRLOOM_CHECKER: `/_next/static/${checker.name}`,
    NEXT_TELEMETRY_DISABLED: '1',
    HEIRLOOM_DIST: distDir(),
    NODE_ENV: 'production',
  };
  const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
  // What it prints, two hundred lines of routes, is of use where it fails.
  const build = startNode([next, 'build'], { env, stdout: 'pipe', stderr: 'pipe' });
  const { code, stdout, stderr } = await ended(build);
  if (code !== 0 || !existsSync(inRoot(distDir(), 'BUILD_ID'))) {
    throw new SetupError(`${stdout}${stderr}\nnext build failed with exit code ${code}; see above.`);
  }
  placeChecker(checker, distDir());
  (await import('./compile-hints.mjs')).writeCompileHints(inRoot(distDir()));
  await (await import('./server.mjs')).compileServer(serverFile());
  writeFileSync(stampFile, digest);
  return `built in ${distDir()}`;
}
