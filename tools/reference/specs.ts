/**
 * Of what the repository keeps results, as specifications: of released suites every built-in strategy with its default parameters; of
 * suite 0.3 doses of them as well, and the settings of the papers that they are from.
 */
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { formatSpec, parseSpec } from '#benchmarks/protocol/spec.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';

export interface ReferenceSpec {
  /** In its canonical form; beside its bundle's folder (`specSlug`) nothing tells specifications of one strategy apart. */
  readonly spec: string;
  /** Whether it is run where a network is trained as well; else where the learner is fitted in closed form, by counting or by EM. */
  readonly networks: boolean;
}

/** On all benchmarks of suite 0.3: the doses of real data, and what papers set otherwise than the defaults here. */
const ON_ALL = [
  'retain:share=0.01',
  'retain:share=0.05',
  'retain:share=0.2',
  'fresh:share=0.01',
  'fresh:share=0.05',
  'fresh:share=0.2',
  'filter-verifier:bias=0.25',
  'filter-verifier:check=learned',
  'select-surprise:keep=high',
  'best-of:k=10',
  'best-of:judge=verifier',
  'truncate-loss:by=confidence,gamma=0.99',
  'truncate-loss:by=focal',
];

/** A network takes minutes for each of these; what they ask is answered where it takes seconds. */
const WITHOUT_NETWORKS = [
  'retain:redraw=false',
  'fresh:every=5',
  'fresh:decay=0.5,share=0.2',
  'fresh:decay=1,share=0.2',
  // k, real examples for one synthetic, is share/(1 − share): the last two are k = 0.1 and 0.25.
  'weight-golden:share=0.01',
  'weight-golden:share=0.025',
  'weight-golden:share=0.0909',
  'weight-golden:share=0.2',
  'mix-sources:own=0',
  'mix-sources:own=0.5',
  'mix-sources:own=1',
  'mix-sources:budget=full',
  'mix-sources:budget=full,own=0',
  'mix-sources:budget=full,own=0.5',
  'mix-sources:budget=full,own=1',
  'filter-verifier:accuracy=0.7',
  'filter-verifier:accuracy=1',
  'temperature:value=1.1',
];

const DEFAULTS: readonly ReferenceSpec[] = STRATEGIES.map(({ card }) => ({ spec: card.id, networks: true }));
const DOSES: readonly ReferenceSpec[] = [
  ...ON_ALL.map((spec) => ({ spec: formatSpec(parseSpec(spec)), networks: true })),
  ...WITHOUT_NETWORKS.map((spec) => ({ spec: formatSpec(parseSpec(spec)), networks: false })),
];

/** A strategy with its default parameters, and behind it its doses; in the catalog's order. */
const WITH_DOSES = DEFAULTS.flatMap((own) => [
  own,
  ...DOSES.filter(({ spec }) => strategyOf(spec) === strategyOf(own.spec)),
]);

/** What a suite is to have results of. The first set stays as it is: its suites are released. */
export const specsOf = ({ suite }: ReferenceSet): readonly ReferenceSpec[] => (suite === '0.2' ? DEFAULTS : WITH_DOSES);

/** The strategy that a specification of the table is of; none of them is a composition. */
export function strategyOf(spec: string): string {
  const [part] = parseSpec(spec);
  if (part === undefined) throw new TypeError(`no strategy in "${spec}"`);
  return part.id;
}

/** What a specification sets, as it is written, `keep=high,share=0.2`; empty for the defaults. */
export const settingsOf = (spec: string): string => spec.slice(strategyOf(spec).length + 1);
