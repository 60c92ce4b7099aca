/**
 * `node scripts/tool.mjs NAME [arguments]`: the one way to start what is in tools/. Sets up what every command needs, then runs `main` of
 * tools/NAME/main.ts. Whatever setup says goes to standard error: standard output is the tool's.
 */
import { existsSync, readdirSync } from 'node:fs';
import { prepare } from './setup.mjs';
import { stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { complain, runScript, SetupError } from './support/steps.mjs';

/**
 * @type {{ main: (args: readonly string[]) => unknown, interrupted?: () => unknown } | null}
 * `interrupted` is called before the tool's children are asked to end
 */
let tool = null;

async function stop() {
  await tool?.interrupted?.();
  await stopChildren();
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const names = readdirSync(inRoot('tools')).filter((folder) => existsSync(inRoot('tools', folder, 'main.ts')));
  if (!names.includes(name))
    throw new SetupError(`Received ${name || 'no name'}; expected the name of a tool: ${names.join(', ')}.`, 2);
  complain('▸ Setup');
  complain(`  ${await prepare()}`);
  // Loaded late: setup installs it.
  const { register } = await import('tsx/esm/api');
  register();
  tool = await import(`../tools/${name}/main.ts`);
  await tool?.main(args);
});
