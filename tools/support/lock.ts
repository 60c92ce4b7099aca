/** What package-lock.json says of packages. */
import { readFileSync } from 'node:fs';

export interface LockedPackage {
  /** Where it is not that of the place, as an alias has it. */
  readonly name?: string;
  /** Every package but the project and links has one. */
  readonly version?: string;
  /** As the package states it; some have objects or arrays there. */
  readonly license?: unknown;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** By place, `node_modules/a/node_modules/b`; the project's own is `''`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

export const readLock = (file: string): LockedPackages => JSON.parse(readFileSync(file, 'utf8')).packages;
