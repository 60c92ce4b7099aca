/** The browser of the end-to-end tests: found where it is, installed only where that is one safe command. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { ended, startProgram } from '../support/children.mjs';
import { SetupError, say } from '../support/steps.mjs';

const NAMES = ['chromium', 'google-chrome'];
export const INSTALL_LINE = 'apt-get install chromium';

/** The path of a browser, or null. @param {Readonly<Record<string, string | undefined>>} [env] @throws SetupError where HEIRLOOM_CHROMIUM names no program */
export function findChromium(env = process.env) {
  const named = env.HEIRLOOM_CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    throw new SetupError(
      `HEIRLOOM_CHROMIUM is ${named}, which is no program. Correct it, or unset it to look on the path.`,
      2,
    );
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram) ?? null;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds a browser or installs one. Returns its path. @throws SetupError with the line to type where it may not */
export async function requireChromium() {
  const found = findChromium();
  if (found !== null) return found;
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isDebianRoot) {
    throw new SetupError(
      `The end-to-end tests need Chromium, and neither HEIRLOOM_CHROMIUM, chromium nor google-chrome was found. Install it and repeat the command:\n  ${INSTALL_LINE}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    say(`  apt-get ${args.join(' ')}`);
    const { code } = await ended(startProgram('apt-get', args, { env }));
    // A stale index may still do: only the installation decides.
    if (code !== 0 && args[0] === 'install')
      throw new SetupError(`${INSTALL_LINE} failed with exit code ${code}; see above.`);
  }
  const installed = findChromium();
  if (installed === null)
    throw new SetupError(`${INSTALL_LINE} ended well, but no chromium is on the path. Set HEIRLOOM_CHROMIUM.`);
  return installed;
}
