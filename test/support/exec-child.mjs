// A client of heirloom.exec/1 without a library, for tests: well-behaved, or wrong in the way that its argument says.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const mode = process.argv[2] ?? 'retain';
const share = 0.1;
const regime = { realData: 'retained' };
const CARDS = {
  strict: { id: 'strict-child', version: 1, params: { share }, regime, hooks: ['compose'] },
  retain: { id: 'retain-child', version: 1, params: { share }, regime, hooks: ['compose'] },
  ahead: { id: 'ahead-child', version: 1, params: { share }, regime, hooks: ['compose'] },
  own: { id: 'own-child', version: 1, brings: true, hooks: ['compose'] },
  'own-unsaid': { id: 'own-child', version: 1, hooks: ['compose'] },
  'own-nan': { id: 'own-child', version: 1, brings: true, hooks: ['compose'] },
  'own-wide': { id: 'own-child', version: 1, brings: true, hooks: ['compose'] },
  'own-density': { id: 'own-child', version: 1, brings: true, needs: ['log-density'], hooks: ['compose'] },
  weigh: { id: 'weigh-child', version: 1, needs: ['weights'], hooks: ['options'] },
  'weigh-nan': { id: 'weigh-child', version: 1, needs: ['weights'], hooks: ['options'] },
  cool: { id: 'cool-child', version: 1, needs: ['temperature'], hooks: ['sample'] },
  'cool-unsaid': { id: 'cool-child', version: 1, hooks: ['sample'] },
  simulating: { id: 'simulating-child', version: 1, needs: ['simulator'], hooks: ['compose'] },
  nested: { id: 'nested-child', version: 1, hooks: ['compose', 'sample'] },
  short: { id: 'nested-child', version: 1, hooks: ['compose', 'sample'] },
  keep: { id: 'keep-child', version: 1, regime: { memory: 'anchored' }, hooks: ['compose'] },
  taken: { id: 'retain', version: 1, hooks: ['compose'] },
};
const plain = { id: 'wrong-child', version: 1, hooks: ['compose'] };

let scratch = '';
let files = 0;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const fill = (length, value) => Float64Array.from({ length }, value);

/** Writes a `.npy` of doubles or of 64-bit whole numbers. */
function save(values, shape) {
  const descr = values instanceof BigInt64Array ? '<i8' : '<f8';
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const text = `${header}${' '.repeat(63 - ((10 + header.length) % 64))}\n`;
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8]);
  const name = `c-${files++}.npy`;
  writeFileSync(`${scratch}/${name}`, Buffer.concat([head, Buffer.from(text), Buffer.from(values.buffer)]));
  return name;
}
const integers = (values) => save(BigInt64Array.from(values, BigInt), [values.length]);

async function call(op, fields = {}) {
  send({ type: 'call', op, ...fields });
  for (;;) {
    const message = await receive();
    if (message.type === 'result') return message;
    await serve(message);
  }
}

async function receive() {
  const { value, done } = await lines.next();
  if (done) process.exit(mode === 'deaf' ? await new Promise(() => setInterval(() => {}, 1000)) : 0);
  try {
    return JSON.parse(value);
  } catch (error) {
    if (mode !== 'credulous') throw error;
    return {};
  }
}

const whole = ({ batch }) => ({ batch });
const trained = (...parts) => send({ type: 'return', training: { parts } });

const COMPOSE = {
  async retain({ size }) {
    const kept = Math.floor(share * size + 1e-9);
    const original = await call('original');
    const isText = original.kind === 'sequences';
    const { indices } = await call('choose', { of: original.count, count: isText ? original.count : kept });
    trained({ batch: original.batch, indices, units: kept }, whole(await call('base', { units: size - kept })));
  },
  /** Retain under names of its own, which waits for nothing that it needn't know. */
  async ahead({ size }) {
    const kept = Math.floor(share * size + 1e-9);
    const { count, kind } = await call('original', { name: 'x1' });
    send({ type: 'call', op: 'choose', of: count, count: kind === 'sequences' ? count : kept, name: 'x2' });
    send({ type: 'call', op: 'base', units: size - kept, name: 'x3' });
    trained({ batch: 'x1', indices: 'x2', units: kept }, { batch: 'x3' });
    await receive();
    await receive();
  },
  twice: async ({ size }) => {
    await call('base', { units: size, name: 'x1' });
    await call('choose', { of: size, count: 1, name: 'x1' });
  },
  undrawn: () => call('indices', { choice: 'x1' }),
  own: async ({ size }) =>
    trained(whole(await call('base', { units: size - 5 })), {
      values: save(
        fill(5, (_, i) => i),
        [5, 1],
      ),
    }),
  'own-nan': async () => trained({ values: save(Float64Array.of(1, Number.NaN), [2, 1]) }),
  'own-wide': async () =>
    trained({
      values: save(
        fill(6, () => 1),
        [2, 3],
      ),
    }),
  async 'own-density'({ size, held, generation }) {
    if (generation > 1) await call('log-density', { batch: held[0].batch });
    send({
      type: 'return',
      training: { parts: [whole(await call('base', { units: size }))] },
      keep: [
        {
          parts: [
            {
              values: save(
                fill(2, () => 1),
                [2, 1],
              ),
            },
          ],
        },
      ],
    });
  },
  nested: async ({ size }) => trained(whole(await call('base', { units: size }))),
  async keep({ size, held }) {
    const base = await call('base', { units: size });
    const older = held[0];
    const parts =
      older === undefined
        ? [whole(base)]
        : [
            { batch: older.batch, units: 10 },
            { batch: base.batch, units: size - 10 },
          ];
    send({ type: 'return', training: { parts }, keep: [{ parts: [whole(base)] }] });
  },
  stale: async ({ generation, size }) =>
    trained(generation === 1 ? whole(await call('base', { units: size })) : { batch: 'b7' }),
  outside: async ({ size }) =>
    trained({ batch: (await call('base', { units: size })).batch, indices: integers([0, size]) }),
  floats: async ({ size }) =>
    trained({
      batch: (await call('base', { units: size })).batch,
      indices: save(
        fill(2, () => 0.5),
        [2],
      ),
    }),
  missing: async ({ size }) => trained({ batch: (await call('base', { units: size })).batch, indices: 'nowhere.npy' }),
  escape: async ({ size }) =>
    trained({ batch: (await call('base', { units: size })).batch, indices: '../../etc/passwd' }),
  garbage: () => process.stdout.write('Traceback (most recent call last)\n'),
  unknown: () => call('open-the-door'),
  silent: () => {},
  deaf: () => {},
  beating: async ({ size }) => {
    for (let i = 0; i < 4; i++) {
      send({ type: 'heartbeat' });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    trained(whole(await call('base', { units: size })));
  },
  endless: () => setInterval(() => send({ type: 'heartbeat' }), 20),
  dying: () => {
    process.stderr.write('out of memory\n');
    process.exit(7);
  },
  killed: () => process.kill(process.pid, 'SIGKILL'),
  noisy: () => {
    process.stderr.write('x'.repeat(200_000), () => process.stderr.write('\nthe last words\n', () => process.exit(1)));
  },
  flooding: () => process.stdout.write('y'.repeat(3 << 20)),
  error: () => send({ type: 'error', message: 'the disk is full' }),
};
COMPOSE.strict = COMPOSE.retain;
COMPOSE.credulous = COMPOSE.retain;
/** Other numbers in each process. */
COMPOSE.random = async ({ size }) => {
  const { batch } = await call('base', { units: size });
  trained({ batch, units: size - (process.pid % 100) });
};
COMPOSE['own-unsaid'] = COMPOSE.own;
COMPOSE.short = COMPOSE.nested;

async function serve(message) {
  if (mode === 'strict' && message.type === 'hello' && message.protocol !== 'heirloom.exec/1') return refuse();
  if (message.type === 'hello') {
    scratch = message.scratch;
    if (mode === 'other-protocol') send({ type: 'card', protocol: 'heirloom.exec/9', ...plain });
    else send({ type: 'card', protocol: 'heirloom.exec/1', ...(CARDS[mode] ?? plain) });
  } else if (message.type === 'reset') send({ type: 'return' });
  else if (message.type === 'compose') await COMPOSE[mode](message);
  else if (message.type === 'options') {
    const { count } = message.training;
    const weights = save(
      fill(count, (_, i) => (mode === 'weigh-nan' && i === 3 ? Number.NaN : 1 + (i % 2))),
      [count],
    );
    send({ type: 'return', weights, fit: {} });
  } else if (message.type === 'sample') {
    if (mode === 'cool' || mode === 'cool-unsaid') return send({ type: 'return', options: { temperature: 0.5 } });
    const { batch } = await call('draw', { units: message.units + 3 });
    send({ type: 'return', batch: { parts: [{ batch, units: message.units - (mode === 'short' ? 1 : 0) }] } });
  } else if (message.type === 'bye') process.exit(0);
  else if (mode !== 'credulous') refuse(message.type);
}

function refuse(type = 'hello') {
  process.stdout.write(`{"type":"error","message":"unknown message ${type}"}\n`, () => process.exit(1));
}

if (mode === 'mute') setInterval(() => {}, 1000);
else if (mode === 'stubborn' || mode === 'lingering') {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  setInterval(() => {}, 1000);
  if (mode === 'lingering') await serve(await receive());
} else for (;;) await serve(await receive());
