/**
 * `node scripts/tool.mjs NAME [arguments]`: the one way to start what is in tools/. Sets up what every command needs, then runs `main` of
 * tools/NAME/main.ts. Whatever setup says goes to standard error: standard output is the tool's.
 */
import { existsSync, readdirSync } from 'node:fs';
import { prepare } from './setup.mjs';
import { inRoot } from './support/root.mjs';
import { complain, runScript, SetupError } from './support/steps.mjs';
import { loadTypeScript } from './support/typescript.mjs';

await runScript(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const names = readdirSync(inRoot('tools')).filter((folder) => existsSync(inRoot('tools', folder, 'main.ts')));
  if (!names.includes(name))
    throw new SetupError(`Received ${name || 'no name'}; expected the name of a tool: ${names.join(', ')}.`, 2);
  complain('▸ Setup');
  complain(`  ${await prepare()}`);
  // Loaded late: setup installs it.
  await loadTypeScript();
  const { main } = await import(`../tools/${name}/main.ts`);
  await main(args);
});
