/**
 * Which files and packages a module's numbers can come from: whatever its source names between quotes, and what that names.
 * A file that is named is a file that is imported or loaded (`new URL('./merges.txt', import.meta.url)`), so data count as code
 * does. Types are left out. Naming alone would be too much, never too little.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Reach {
  /** Hex SHA-256 by path below the sources' folder, with `/` on every system. */
  readonly files: ReadonlyMap<string, string>;
  /** `name@version` of packages, with those that they need themselves. */
  readonly packages: ReadonlySet<string>;
}

interface SourceFile {
  readonly digest: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** An entry of package-lock.json. */
interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const SOURCE = /\.(ts|mjs)$/;
/** Text may have other line ends in another checkout; its content is the same. */
const TEXT = /\.(ts|mjs|json|txt)$/;
const TYPES_ONLY = /^(?:import|export) type [^;]*;/gm;
const QUOTED = /(['"`])([.@\w][^'"`\s\\]*)\1/g;
const PLACEHOLDER = /\$\{[^}]*\}/;

/** The sources of a checkout as they are at the first look: each is read once. */
export class SourceTree {
  readonly #folder: string;
  readonly #known = new Map<string, SourceFile>();
  readonly #locked: Readonly<Record<string, Locked>>;
  /** Names of the packages that package.json asks for. */
  readonly #declared: ReadonlySet<string>;
  /** Exact versions of those that are installed by who wants them, without a place in the lock file. */
  readonly #unlocked: Readonly<Record<string, string>>;

  /** @param root the checkout, with `benchmarks/` and `package-lock.json` */
  constructor(root: string) {
    this.#folder = join(root, 'benchmarks');
    this.#locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const { dependencies, peerDependencies } = this.#locked[''] as Locked;
    this.#declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
    this.#unlocked = peerDependencies ?? {};
  }

  /** Everything that is reached from `roots` without passing through `closed`. Paths are below `benchmarks/`. */
  reach(roots: readonly string[], closed: ReadonlySet<string>): Reach {
    const files = new Map<string, string>();
    const packages = new Set<string>();
    const queue = [...roots];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (files.has(path) || closed.has(path)) continue;
      const source = this.#read(path);
      files.set(path, source.digest);
      queue.push(...source.files);
      for (const name of source.packages) this.#addPackage(name, '', packages);
    }
    return { files, packages };
  }

  #read(path: string): SourceFile {
    const known = this.#known.get(path);
    if (known) return known;
    const bytes = readFileSync(join(this.#folder, path));
    const text = TEXT.test(path) ? bytes.toString('utf8').replaceAll('\r\n', '\n') : null;
    const named = text !== null && SOURCE.test(path) ? namedIn(text) : [];
    const source = {
      digest: createHash('sha256')
        .update(text ?? bytes)
        .digest('hex'),
      files: named.filter((name) => name.startsWith('.')).flatMap((name) => this.#filesNamed(path, name)),
      packages: named.map(packageOf).filter((name) => this.#declared.has(name)),
    };
    this.#known.set(path, source);
    return source;
  }

  /** The files that a relative name in a source stands for: none where it is no file's, several where it has a placeholder. */
  #filesNamed(from: string, name: string): string[] {
    const path = posix.join(posix.dirname(from), name);
    if (!PLACEHOLDER.test(name)) return this.#isFile(path) ? [path] : [];
    const folder = posix.dirname(path);
    const [before = '', ...after] = posix.basename(path).split(PLACEHOLDER);
    const fits = (file: string) => file.startsWith(before) && file.endsWith(after.at(-1) ?? '');
    const files = readdirSync(join(this.#folder, folder)).filter(fits);
    return files.map((file) => posix.join(folder, file)).filter((file) => this.#isFile(file));
  }

  #isFile(path: string): boolean {
    return !path.startsWith('..') && statSync(join(this.#folder, path), { throwIfNoEntry: false })?.isFile() === true;
  }

  /** Adds a package as it is seen from a place of the lock file, and what it needs. */
  #addPackage(name: string, from: string, packages: Set<string>): void {
    const place = this.#placeOf(name, from);
    if (place === null && from === '' && name in this.#unlocked) packages.add(`${name}@${this.#unlocked[name]}`);
    const locked = place === null ? undefined : this.#locked[place];
    // What is optional and of another system has no place.
    if (place === null || locked?.version === undefined) return;
    const id = `${name}@${locked.version}`;
    if (packages.has(id)) return;
    packages.add(id);
    const needed = { ...locked.peerDependencies, ...locked.optionalDependencies, ...locked.dependencies };
    for (const other of Object.keys(needed)) this.#addPackage(other, place, packages);
  }

  /** Where Node finds a package: in the nearest node_modules upwards. */
  #placeOf(name: string, from: string): string | null {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      if (place in this.#locked) return place;
      if (folder === '') return null;
    }
  }
}

function namedIn(text: string): string[] {
  return [...text.replaceAll(TYPES_ONLY, '').matchAll(QUOTED)].map(([, , name]) => name as string);
}

/** `@scope/name/file` → `@scope/name`, `name/file` → `name`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
