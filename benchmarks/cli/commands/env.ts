import { cpus } from 'node:os';
import { chooseBuild } from '../../numerics/engine/builds.ts';
import { BUILD_IDS, DEFAULT_ENGINE, requireBuildRequest } from '../../protocol/engine.ts';
import { ENGINE_VERSIONS } from '../../protocol/engine-versions.ts';
import { print, say } from '../../protocol/print.ts';
import { describeVersion } from '../../runner/version.ts';
import { formatTable } from '../table.ts';

/** Prints what networks would train on here, and why. */
export function env(options: { readonly build: string }): void {
  const { id: used, tried, note } = chooseBuild(requireBuildRequest(options.build));
  const outcomes = new Map(tried.map(({ id, outcome }) => [id, outcome]));
  const rows = [...outcomes.keys(), ...BUILD_IDS.filter((id) => !outcomes.has(id))].map((id) => {
    const outcome = outcomes.get(id);
    return [id, id === used ? 'used' : outcome === undefined ? 'not needed' : 'no', outcome ?? ''];
  });
  print(
    [
      describeVersion(),
      `cpu      ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
      `networks ${DEFAULT_ENGINE} ${ENGINE_VERSIONS[DEFAULT_ENGINE]} on the build ${used}; all builds give the same results`,
      '',
      formatTable(['build', 'here', 'why'], rows),
    ].join('\n'),
  );
  if (note !== null) say(note);
}
