/**
 * Checks the module of a bundle against its card, and records against both. The module is never run here: what it declares was found by
 * the sandbox that ran it, and whoever runs the entry again compares.
 */
import type { RunRecord } from '../protocol/record.ts';
import { type ModuleCard, moduleCardSchema, recordedModule, strategyCardOf } from '../protocol/strategy-module.ts';
import { STRATEGIES } from '../strategies/catalog.ts';
import { at, type FileCheck, type Findings, show } from './findings.ts';
import { parseJson } from './json.ts';
import { CARD_PATH, MODULE_PATHS, placeOf } from './layout.ts';
import { checkSchema } from './schema-problems.ts';
import type { BundleContents } from './source.ts';

/** The module of a bundle; its card is null where that is missing or wrong, which is said then. */
export interface BundleModule {
  readonly path: string;
  readonly card: ModuleCard | null;
}

/** The module of a bundle, or null where it has none. */
export async function readModule(source: BundleContents, findings: Findings): Promise<BundleModule | null> {
  const files = source.files.filter(({ path }) => placeOf(path)?.kind === 'strategy');
  if (files.length === 0) return null;
  const modules = files.filter(({ path }) => (MODULE_PATHS as readonly string[]).includes(path));
  const [module] = modules;
  if (module === undefined || modules.length > 1) {
    findings.add(
      MODULE_PATHS[0],
      `received ${modules.length} modules in strategy/; expected one, ${MODULE_PATHS.join(' or ')}`,
    );
    return { path: MODULE_PATHS[0], card: null };
  }
  return { path: module.path, card: await readCard(source, module, findings) };
}

async function readCard(
  source: BundleContents,
  module: { readonly path: string; readonly sha256: string },
  findings: Findings,
): Promise<ModuleCard | null> {
  if (!source.files.some(({ path }) => path === CARD_PATH)) {
    findings.add(CARD_PATH, `missing; expected the card of ${module.path} (heirloom run writes it)`);
    return null;
  }
  const value = parseJson(await source.read(CARD_PATH), CARD_PATH, findings);
  const card = value === undefined ? null : checkSchema(moduleCardSchema, value, { file: CARD_PATH, findings });
  if (card === null) return null;
  if (card.module === module.sha256) return card;
  findings.add(
    at(CARD_PATH, 'module'),
    `received ${show(card.module)}; expected "${module.sha256}", the SHA-256 of ${module.path}`,
  );
  return null;
}

/** The card of a record's module; null where there is none that could be compared, which is said. */
export function checkModule(
  { module, parts }: RunRecord['strategy'],
  { file, findings, module: inBundle }: FileCheck,
): ReturnType<typeof strategyCardOf> | null {
  // A record alone, without its bundle.
  if (module === undefined || inBundle === undefined) return null;
  const place = at(file, 'strategy', 'module');
  if (inBundle === null) {
    findings.add(
      place,
      `the strategy was a module; expected ${MODULE_PATHS.join(' or ')} and ${CARD_PATH} in the bundle`,
    );
    return null;
  }
  const { card, path } = inBundle;
  if (card === null) return null;
  const expected = recordedModule(card);
  const before = findings.problems.length;
  for (const [name, what] of [
    ['sha256', path],
    ['card', CARD_PATH],
  ] as const)
    if (module[name] !== expected[name])
      findings.add(
        at(file, 'strategy', 'module', name),
        `received ${show(module[name])}; expected "${expected[name]}", of the bundle’s ${what}`,
      );
  if (parts.length !== 1)
    findings.add(at(file, 'strategy', 'parts'), `received ${parts.length}; a module stands alone`);
  const [{ id } = { id: '' }] = parts;
  if (id !== card.id)
    findings.add(
      at(file, 'strategy', 'parts', 0, 'id'),
      `received ${show(id)}; expected "${card.id}", as ${CARD_PATH} says`,
    );
  if (STRATEGIES.some((entry) => entry.card.id === card.id))
    findings.add(at(CARD_PATH, 'id'), `received "${card.id}", which is a built-in strategy; expected an id of its own`);
  if (findings.problems.length > before) return null;
  findings.warn(
    place,
    `${card.id} is a module: what it declares in ${CARD_PATH} is taken as the sandbox found it, and told from the module where the entry is run again`,
  );
  return strategyCardOf(card);
}
