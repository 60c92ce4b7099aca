/** What this checkout is: what a bug report and a methods section have to name. */
import { ENGINE_VERSIONS } from '../numerics/engine/version.ts';
import { DEFAULT_ENGINE, ENGINE_IDS, PURE_ENGINE } from '../protocol/engine.ts';
import { describeEnvironment } from './environment.ts';

/** Version, commit where there is one, Node and engines, a line each. */
export function describeVersion(): string {
  const { heirloom, commit, dirty, node, platform, arch } = describeEnvironment();
  const engines = ENGINE_IDS.map(
    (id) => `${id} ${ENGINE_VERSIONS[id]}${id === DEFAULT_ENGINE ? ' (the default)' : ''}`,
  ).join(', ');
  return [
    `heirloom ${heirloom}`,
    `commit   ${commit === null ? 'none: no git checkout' : `${commit}${dirty ? ', with changes since' : ''}`}`,
    `node     ${node} on ${platform} ${arch}`,
    `engine   ${PURE_ENGINE.id} ${PURE_ENGINE.version}; of networks ${engines}`,
  ].join('\n');
}
