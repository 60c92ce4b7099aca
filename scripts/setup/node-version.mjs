/** The oldest Node that Heirloom runs on, read from package.json. */
import { readFileSync } from 'node:fs';
import { inRoot } from '../support/root.mjs';
import { SetupError } from '../support/steps.mjs';

/** Whether a version is at least the one asked for. @param {string} version @param {string} range `>=20.19` */
export function satisfies(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = range.replace(/^>=/, '').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** @throws SetupError naming the version found and the one needed */
export function checkNode(version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  if (!satisfies(version, engines.node)) {
    throw new SetupError(
      `Heirloom needs Node ${engines.node}; this is Node ${version}. Install a newer one (https://nodejs.org) and repeat the command.`,
      2,
    );
  }
  return `Node ${version}`;
}
