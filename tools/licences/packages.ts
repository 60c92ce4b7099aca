/** The packages of a production installation and of the built site, and their licences, as package-lock.json has them: the same on every machine. */
import { packagePlaces } from '../image/packages.ts';
import type { LockedPackages } from '../support/lock.ts';
import { parseSpdx, suffices } from './spdx.ts';

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
const ALLOWED_FOR = [['LGPL-3.0-or-later', /^@img\/sharp-/]] as const;

export interface Package {
  readonly name: string;
  readonly version: string;
  /** Null where it states none, or not as an expression. */
  readonly licence: string | null;
}

/** What `npm ci --omit=dev` installs and what the built site may carry, on any platform, by name and version. */
export function productionPackages(lockPackages: LockedPackages, sitePackages: readonly string[]): Package[] {
  const ofSite = new Set(packagePlaces(lockPackages, sitePackages, () => true));
  const found = new Map<string, Package>();
  for (const [place, { name, version = 'none', license, dev }] of Object.entries(lockPackages)) {
    if (place === '' || (dev && !ofSite.has(place))) continue;
    const own = name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${own} ${version}`, { name: own, version, licence: typeof license === 'string' ? license : null });
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

/** Whether a package may be shipped. */
export function isAllowed({ name, licence }: Package): boolean {
  const expression = parseSpdx(licence);
  if (expression === null) return false;
  const special = ALLOWED_FOR.filter(([, names]) => names.test(name)).map(([id]): string => id);
  return suffices(expression, (id) => ALLOWED.has(id) || special.includes(id));
}

/** docs/licences.md. */
export function formatLicences(packages: readonly Package[]): string {
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence ?? 'none', (counts.get(licence ?? 'none') ?? 0) + 1);
  const most = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return `# Licences of the packages

Heirloom is under Apache-2.0. These are the packages that \`npm ci --omit=dev\` installs and those that the built site may carry, on any platform,
with the licences that they state (SPDX). \`npm run artefacts -- licences\` writes this page from package-lock.json; a test compares it and holds each licence against the list in
\`tools/licences/packages.ts\`.

| licence | packages |
| --- | ---: |
${most.map(([licence, count]) => `| ${licence} | ${count} |`).join('\n')}

| package | version | licence |
| --- | --- | --- |
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? 'none'} |`).join('\n')}
`;
}
