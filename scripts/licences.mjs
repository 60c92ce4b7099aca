/**
 * `npm run licences`: writes docs/licences.md, the packages of a production installation and of the built site with their licences. Ends with exit code 1
 * where one may not be shipped. To be repeated when package-lock.json changes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatLicences, isAllowed, productionPackages } from './licences/packages.mjs';
import SITE_PACKAGES from './licences/site-packages.cjs';
import { inRoot } from './support/root.mjs';
import { runScript, SetupError, say } from './support/steps.mjs';

await runScript(async () => {
  const packages = productionPackages(
    JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages,
    SITE_PACKAGES,
  );
  writeFileSync(inRoot('docs', 'licences.md'), formatLicences(packages));
  say(`${packages.length} packages; written to docs/licences.md.`);
  const refused = packages.filter((package_) => !isAllowed(package_));
  if (refused.length === 0) return;
  const list = refused
    .map(({ name, version, licence }) => `  ${name} ${version}: ${licence ?? 'states none'}`)
    .join('\n');
  throw new SetupError(
    `These licences are not in the list of scripts/licences/packages.mjs:\n${list}\nDo without the package, install it for development only, or, where the licence may be shipped, add it to the list.`,
  );
});
