/** Harmless attacks: what a module tries, and what somebody tries who is past the first wall. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compileModule } from '#benchmarks/runner/sandbox/compile.ts';
import { SANDBOX_LIMITS } from '#benchmarks/runner/sandbox/limits.ts';
import { SandboxProcess } from '#benchmarks/runner/sandbox/process.ts';
import { sandboxProgram } from '#benchmarks/runner/sandbox/program.ts';
import { SandboxSession } from '#benchmarks/runner/sandbox/session.ts';
import { moduleOf } from '../../../support/sandbox.ts';

const OFF = 'is not there';
const ATTACKS: readonly (readonly [name: string, code: string, refusal: string])[] = [
  ['the clock', 'Date.now()', `Date ${OFF}: a run has no clock`],
  ['another clock', 'performance.now()', `performance ${OFF}: a run has no clock`],
  ['a third clock', 'Temporal.Now.instant()', `Temporal ${OFF}: a run has no clock`],
  ['a timer', 'setTimeout(() => {}, 1)', `setTimeout ${OFF}`],
  ['ambient randomness', 'Math.random()', 'Math.random is no part of a run'],
  ['keys', 'crypto.getRandomValues(new Uint8Array(1))', `crypto ${OFF}: draw from the rng of the hook`],
  ['powers as a call', 'Math.pow(2, 0.5)', 'use powerOf(base, power)'],
  ['powers as an operator', 'globalThis.x ** 0.5', 'use powerOf(base, power)'],
  ['the process', 'process.exit()', `process ${OFF}: a strategy sees nothing of the machine`],
  ['the network', 'fetch("http://127.0.0.1")', `fetch ${OFF}: a strategy has no network`],
  ['code from text', '(0, eval)("1")', `eval ${OFF}`],
  ['code by its constructor', '(() => {}).constructor("return process")()', 'is not a valid constructor'],
  ['code by a generator', '(function* () {}).constructor("return 1")', 'is not a valid constructor'],
  ['a prototype', 'Array.prototype.push = () => 0', 'read only'],
  ['a prototype of all', 'Object.prototype.x = 1', 'not extensible'],
  ['the world', 'globalThis.stash = 1', 'not extensible'],
  ['the tools', 'Batch.concat = () => 0', 'read only'],
  ['a tool’s properties', 'drawWithoutReplacement.stash = 1', 'not extensible'],
  ['shared memory', 'new SharedArrayBuffer(8)', `SharedArrayBuffer ${OFF}`],
  ['bytes as code', 'WebAssembly.compile', `WebAssembly ${OFF}`],
  ['the collector', 'new WeakRef({})', `WeakRef ${OFF}`],
  ['languages', 'new Intl.Collator()', `Intl ${OFF}`],
  ['a compartment', 'new Compartment()', `Compartment ${OFF}`],
  ['the console', 'console.log(1)', `console ${OFF}: a strategy prints nothing`],
  ['the language by an object', '({}).constructor.constructor("return this")()', 'is not a valid constructor'],
];

const HOOK = {
  begins: true,
  generation: 1,
  totalSize: 10,
  shape: { kind: 'rows', width: 1 },
  state: [1, 2, 3, 4],
  size: 10,
};

/** Asks the sandbox about a module, and gives what came of it or what was refused. */
async function ask(
  source: string,
  work: (session: SandboxSession, script: string) => Promise<unknown>,
): Promise<unknown> {
  const session = new SandboxSession(await sandboxProgram());
  try {
    return await work(session, await compileModule(source, 'strategy.ts'));
  } catch (error) {
    return (error as Error).message;
  } finally {
    await session.close();
  }
}

describe('the first wall', () => {
  let refusals: Readonly<Record<string, string>>;
  beforeAll(async () => {
    // What came of each attack is the card that the module declares.
    const tries = ATTACKS.map(([name, code]) => `${JSON.stringify(name)}: attempt(() => { ${code}; })`).join(',');
    const source = `
      const attempt = (work) => { try { work(); return 'it worked'; } catch (error) { return error.message; } };
      export default defineStrategy({ ${tries} }, () => ({}));`;
    const answer = await ask(source, async (session, script) => (await session.ask('card', { script })).card);
    refusals = answer as typeof refusals;
  });

  test.each(ATTACKS)('keeps %s from a module', (name, _, refusal) => {
    expect(refusals[name]).toContain(refusal);
  });

  test.each([
    ['a file by an import', 'import "node:fs";', 'line 1: it imports "node:fs"; a module imports nothing but types'],
    ['a file by require', 'require("fs");', 'line 1: it imports "fs"'],
    ['a file whose name is made', 'require(["f", "s"].join(""));', 'require is not there'],
    ['a module whose name is made', 'import(["f", "s"].join(""));', 'import expression rejected'],
  ])('refuses %s by name', async (_, code, refusal) => {
    expect(await ask(moduleOf('', '[]', code), (session, script) => session.ask('card', { script }))).toContain(
      refusal,
    );
  });

  test.each([
    ['its stream', 'Object.getPrototypeOf(context.rng).uniform = () => 0', 'read only'],
    ['its context', 'context.size = 1', 'read only'],
    ['its memory', 'context.memory.held.push(1)', 'not extensible'],
  ])('keeps a hook from changing %s', async (_, code, refusal) => {
    const asked = await ask(moduleOf(`compose(context) { ${code}; }`), async (session, script) => {
      await session.ask('open', { script, params: {} });
      return session.ask('compose', HOOK);
    });
    expect(asked).toContain(refusal);
  });
});

/** Tries things in the realm of the process itself, with all that Node gives, and writes what became of each. */
const PAST = (tries: string) => `
const outcome = (work) => { try { work(); return 'it worked'; } catch (error) { return error.code ?? error.message; } };
const outcomes = Object.fromEntries(Object.entries({ ${tries} }).map(([name, work]) => [name, outcome(work)]));
const text = Buffer.from(JSON.stringify(outcomes));
const frame = Buffer.alloc(12 + text.length);
frame.writeUInt32LE(8 + text.length, 0);
frame.writeUInt32LE(text.length, 4);
text.copy(frame, 12);
fs.writeSync(1, frame);`;

async function answerOf(program: string) {
  const process = new SandboxProcess(program, SANDBOX_LIMITS.memoryBytes);
  try {
    return (await process.next(60_000))?.header;
  } finally {
    await process.kill();
  }
}

describe('the second wall', () => {
  test('keeps the machine from whoever is past the first', async () => {
    const tries = `
      read: () => fs.readFileSync('/etc/passwd'), list: () => fs.readdirSync('/'), write: () => fs.writeFileSync('/tmp/heirloom-sandbox', ''),
      spawn: () => require('child_process').spawnSync('true'), thread: () => new (require('worker_threads').Worker)('', { eval: true }),
      addon: () => process.dlopen({ exports: {} }, '/nowhere.node'), debug: () => require('inspector').open(0),
      wasi: () => new (require('wasi').WASI)({ version: 'preview1' }),
      environment: () => { if (Object.keys(process.env).some((name) => /^(HEIRLOOM|HOME|PATH|DATABASE)/.test(name)) === false) throw new Error('empty'); },`;
    expect(await answerOf(`const fs = require('fs');${PAST(tries)}`)).toEqual({
      ...{ read: 'ERR_ACCESS_DENIED', list: 'ERR_ACCESS_DENIED', write: 'ERR_ACCESS_DENIED' },
      ...{ spawn: 'ERR_ACCESS_DENIED', thread: 'ERR_ACCESS_DENIED', debug: 'ERR_ACCESS_DENIED' },
      ...{ addon: 'ERR_DLOPEN_DISABLED', wasi: 'ERR_ACCESS_DENIED', environment: 'empty' },
    });
  });

  test('has no way to the network left once the program runs', async () => {
    const program = await sandboxProgram();
    const builtins = ['fs', 'net', 'dgram', 'dns', 'http']
      .map((name) => `const ${name} = require('${name}');`)
      .join('');
    const tries = `
      connect: () => net.connect(9), socket: () => new net.Socket().connect(9), listen: () => net.createServer(),
      datagram: () => dgram.createSocket('udp4'), name: () => dns.lookup('localhost', () => {}),
      http: () => http.get('http://127.0.0.1:9'), fetch: () => fetch('http://127.0.0.1:9'),
      binding: () => process.binding('tcp_wrap'), builtin: () => process.getBuiltinModule('net'),
      late: () => require('module').createRequire('/')('net'),`;
    const outcomes = await answerOf(`'use strict';${builtins}${program}${PAST(tries)}`);
    expect(Object.values(outcomes ?? {})).toEqual(new Array(10).fill('The sandbox has no network.'));
  });
});
