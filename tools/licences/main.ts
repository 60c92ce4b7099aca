/**
 * `npm run artefacts -- licences`: writes docs/licences.md, the packages of a production installation and of the built site with their licences. Ends with exit code 1
 * where one may not be shipped. To be repeated when package-lock.json changes.
 */
import { writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { readLock } from '../support/lock.ts';
import { formatLicences, isAllowed, productionPackages } from './packages.ts';
import SITE_PACKAGES from './site-packages.cjs';

export function main(): void {
  const packages = productionPackages(readLock(inRoot('package-lock.json')), SITE_PACKAGES);
  writeFileSync(inRoot('docs', 'licences.md'), formatLicences(packages));
  say(`${packages.length} packages; written to docs/licences.md.`);
  const refused = packages.filter((package_) => !isAllowed(package_));
  if (refused.length === 0) return;
  const list = refused
    .map(({ name, version, licence }) => `  ${name} ${version}: ${licence ?? 'states none'}`)
    .join('\n');
  throw new SetupError(
    `These licences are not in the list of tools/licences/packages.ts:\n${list}\nDo without the package, install it for development only, or, where the licence may be shipped, add it to the list.`,
  );
}
