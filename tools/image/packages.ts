/** Which installed packages a package needs at run time, by package-lock.json. */
import type { LockedPackages } from '../support/lock.ts';

/**
 * The places of packages and of all that they depend on. What is optional is taken where it is installed, but
 * for peers: those are for the project to want.
 * @param names packages that the project itself depends on
 * @param isInstalled of a place
 * @returns `node_modules/a`, `node_modules/a/node_modules/b`, sorted
 * @throws Error where one that is needed is neither in the lock nor installed
 */
export function packagePlaces(
  lockPackages: LockedPackages,
  names: readonly string[],
  isInstalled: (place: string) => boolean,
): string[] {
  const places = new Set<string>();
  const add = (from: string, name: string, isOptional: boolean): void => {
    const place = placeOf(lockPackages, from, name);
    if (place === null || !isInstalled(place)) {
      if (isOptional) return;
      throw new Error(`The package "${name}", which ${from || 'the project'} needs, is not installed. Run \`npm ci\`.`);
    }
    if (places.has(place)) return;
    places.add(place);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    }: Partial<LockedPackages[string]> = lockPackages[place] ?? {};
    for (const needed of Object.keys(dependencies)) add(place, needed, needed in optionalDependencies);
    for (const wanted of Object.keys(optionalDependencies)) add(place, wanted, true);
    for (const beside of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[beside]?.optional) add(place, beside, false);
  };
  for (const name of names) add('', name, false);
  return [...places].sort();
}

/** Where Node finds a package from another's folder: nested in it, or in a folder further up. */
function placeOf(lockPackages: LockedPackages, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in lockPackages) return place;
    if (folder === '') return null;
  }
}

/** `zod` of `zod/v4`, `@scope/name` of `@scope/name/part`; null for what is no package. */
export function packageOf(specifier: string): string | null {
  if (/^(node:|[./])/.test(specifier)) return null;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
