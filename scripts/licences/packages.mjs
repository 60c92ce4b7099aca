/** The packages of a production installation and of the built site, and their licences, as package-lock.json has them: the same on every machine. */
import { packagePlaces } from '../image/packages.mjs';
import { parseSpdx, suffices } from './spdx.mjs';

/** What may be shipped under Apache-2.0 beside our own code without asking more of who runs it than to keep the notices. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // Boost.
  'BSL-1.0',
  // Data, which is passed on with its author's name.
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Allowed for some packages alone: libvips, an unchanged library beside Next, which loads it for images; no page asks for that. */
const ALLOWED_FOR = /** @type {const} */ ([['LGPL-3.0-or-later', /^@img\/sharp-/]]);

/**
 * @typedef {{ name: string, version: string, licence: string | null }} Package
 * `licence` is null where a package states none
 */

/**
 * What `npm ci --omit=dev` installs and what the built site may carry, on any platform, by name and version.
 * @param {Record<string, any>} lockPackages `packages` of package-lock.json
 * @param {readonly string[]} sitePackages
 * @returns {Package[]}
 */
export function productionPackages(lockPackages, sitePackages) {
  const ofSite = new Set(packagePlaces(lockPackages, sitePackages, () => true));
  /** @type {Map<string, Package>} */
  const found = new Map();
  for (const [place, { name, version, license, dev }] of Object.entries(lockPackages)) {
    if (place === '' || (dev && !ofSite.has(place))) continue;
    const own = name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${own} ${version}`, { name: own, version, licence: license ?? null });
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

/** Whether a package may be shipped. @param {Package} package_ */
export function isAllowed({ name, licence }) {
  const expression = parseSpdx(licence);
  if (expression === null) return false;
  const special = ALLOWED_FOR.filter(([, names]) => names.test(name)).map(([id]) => String(id));
  return suffices(expression, (id) => ALLOWED.has(id) || special.includes(id));
}

/** docs/licences.md. @param {readonly Package[]} packages */
export function formatLicences(packages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { licence } of packages) counts.set(licence ?? 'none', (counts.get(licence ?? 'none') ?? 0) + 1);
  const most = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return `# Licences of the packages

Heirloom is under Apache-2.0. These are the packages that \`npm ci --omit=dev\` installs and those that the built site may carry, on any platform,
with the licences that they state (SPDX). \`npm run licences\` writes this page from package-lock.json; a test compares it and holds each licence against the list in
\`scripts/licences/packages.mjs\`.

| licence | packages |
| --- | ---: |
${most.map(([licence, count]) => `| ${licence} | ${count} |`).join('\n')}

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? 'none'} |`).join('\n')}
`;
}
