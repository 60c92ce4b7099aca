/** Nothing that a script started outlives it, however it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, startNode } from '../../../scripts/support/children.mjs';

const CHILDREN = pathToFileURL(path.resolve(import.meta.dirname, '../../../scripts/support/children.mjs')).href;
/** Says that it runs, says when it is asked to end, and would run for ever. */
const WORKER = `
  process.on('SIGTERM', () => { console.log('asked'); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('running');
`;
const SCRIPT = `
  import { startNode, stopChildren } from ${JSON.stringify(CHILDREN)};
  startNode([process.argv[2]]);
  process.on('SIGINT', async () => { await stopChildren(); process.exit(130); });
`;
/** Works through a fork of its own, as next build does, and prints its answer. */
const FORKING = `
  import { fork } from 'node:child_process';
  if (process.argv[2] === 'fork') process.on('message', () => setImmediate(() => process.send('forked')));
  else {
    const child = fork(process.argv[1], ['fork']);
    child.on('message', (text) => { console.log(text); child.disconnect(); });
    child.send('work');
  }
`;

let folder: string;
const file = (name: string): string => path.join(folder, `${name}.mjs`);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heirloom-children-'));
  for (const [name, code] of Object.entries({ worker: WORKER, script: SCRIPT, forking: FORKING }))
    writeFileSync(file(name), code);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the script; its worker writes to the same pipe, which closes when the last of the two is gone. */
async function startScript(): Promise<{ script: ChildProcess; output: () => string; closed: Promise<unknown> }> {
  const script = spawn(process.execPath, [file('script'), file('worker')], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  script.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const closed = once(script.stdout, 'close');
  await once(script.stdout, 'data');
  return { script, output: () => text, closed };
}

describe('children', () => {
  it('are asked to end when the script ends', async () => {
    const { script, output, closed } = await startScript();
    script.kill('SIGINT');
    const [code] = await once(script, 'exit');
    await closed;
    expect(code).toBe(130);
    expect(output()).toContain('asked');
  });

  it('end when the script is killed', async () => {
    const { script, output, closed } = await startScript();
    script.kill('SIGKILL');
    await closed;
    expect(output()).toContain('asked');
  });

  it('may work through forks of their own', async () => {
    const { code, stdout } = await ended(startNode([file('forking')], { stdout: 'pipe' }));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'forked\n' });
  });
});
