/** What this checkout is: what a bug report and a methods section have to name. */

import { DEFAULT_ENGINE, ENGINE_IDS, PURE_ENGINE } from '../protocol/engine.ts';
import { ENGINE_VERSIONS } from '../protocol/engine-versions.ts';
import type { Engine } from '../protocol/record.ts';
import { describeEnvironment } from './environment.ts';

/** The engines of this checkout, as records name them. */
export const ENGINES_HERE: readonly Engine[] = [
  PURE_ENGINE,
  ...ENGINE_IDS.map((id) => ({ id, version: ENGINE_VERSIONS[id] })),
];

/** Version, commit where there is one, Node and engines, a line each. */
export function describeVersion(): string {
  const { heirloom, commit, dirty, node, platform, arch } = describeEnvironment({ sources: [], output: null });
  const [pure, ...tensors] = ENGINES_HERE.map(
    ({ id, version }) => `${id} ${version}${id === DEFAULT_ENGINE ? ' (the default)' : ''}`,
  );
  return [
    `heirloom ${heirloom}`,
    `commit   ${commit === null ? 'none: no git checkout' : `${commit}${dirty ? ', with changes since' : ''}`}`,
    `node     ${node} on ${platform} ${arch}`,
    `engine   ${pure}; of networks ${tensors.join(', ')}`,
  ].join('\n');
}
