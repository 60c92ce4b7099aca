/** `npm run artefacts`: what the repository keeps that a command can make again; see tools/artefacts/main.ts. */
import { setUpBasics } from './setup.mjs';
import { ended, startNode, stopChildren } from './support/children.mjs';
import { inRoot, ROOT } from './support/root.mjs';
import { onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, say } from './support/steps.mjs';

async function main() {
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const { list, readLedger, readRequest, record, toMake } = await import('../tools/artefacts/main.ts');
  const { ARTEFACTS } = await import('../tools/artefacts/graph.ts');
  const request = readRequest(process.argv.slice(2));
  if (typeof request === 'string') throw new SetupError(request, 2);
  if (request.action === 'list') return list(readLedger(ROOT), ROOT);
  if (request.action === 'accept')
    return record(
      ARTEFACTS.filter(({ id }) => request.ids.includes(id)),
      ROOT,
    );
  const artefacts = toMake(request, readLedger(ROOT), ROOT);
  if (artefacts.length === 0) say('Everything is up to date.');
  for (const artefact of artefacts) {
    const rest = request.ids.includes(artefact.id) ? request.rest : [];
    say(`▸ ${artefact.id}: ${artefact.what}`);
    const [file, ...own] = artefact.command;
    const { code } = await ended(startNode([inRoot(file), ...own, ...rest], { stdout: 'inherit' }));
    if (code !== 0)
      throw new SetupError(
        `${artefact.id} ended with exit code ${code}; what comes behind it was not made.`,
        code ?? 1,
      );
    // Each at once: what was made stays made when a later one fails.
    record([artefact], ROOT);
  }
}

onStopSignal(async () => {
  await stopChildren();
  process.exit(130);
});
await runScript(main);
