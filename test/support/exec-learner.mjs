// A learner of heirloom.exec/1 without a library, for tests: it remembers its training set and draws from it again. Well-behaved,
// or wrong in the way that its argument says.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const mode = process.argv[2] ?? 'plain';
const card = { id: 'memory', version: 1, kinds: ['rows', 'pixels', 'sequences'], can: ['log-probabilities'] };
if (mode === 'silent') card.can = [];

let scratch = '';
let files = 0;
let shape = null;
const models = new Map();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Values of a `.npy` that the harness wrote: little-endian, in C order. */
function load(name) {
  const bytes = readFileSync(`${scratch}/${name}`);
  const offset = 10 + bytes.readUInt16LE(8);
  const descr = /'descr': ?'<?\|?([a-z]\d)'/.exec(bytes.toString('latin1', 10, offset))[1];
  const content = bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + bytes.length);
  return new { f8: Float64Array, i4: Int32Array, u1: Uint8Array }[descr](content);
}

function save(values, dimensions) {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${dimensions.join(', ')},), }`;
  const text = `${header}${' '.repeat(63 - ((10 + header.length) % 64))}\n`;
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8]);
  const name = `c-${files++}.npy`;
  writeFileSync(
    `${scratch}/${name}`,
    Buffer.concat([head, Buffer.from(text), Buffer.from(Float64Array.from(values).buffer)]),
  );
  return name;
}

const saveIntegers = (values) => {
  const file = save(values, [values.length]);
  const bytes = readFileSync(`${scratch}/${file}`);
  const offset = 10 + bytes.readUInt16LE(8);
  bytes.write('<i8', bytes.indexOf('<f8'));
  writeFileSync(
    `${scratch}/${file}`,
    Buffer.concat([bytes.subarray(0, offset), Buffer.from(BigInt64Array.from(values, BigInt).buffer)]),
  );
  return file;
};

async function receive() {
  const { value, done } = await lines.next();
  if (done) process.exit(0);
  return JSON.parse(value);
}

async function read({ batch }) {
  send({ type: 'call', op: 'read', batch });
  return receive();
}

/** Uniform numbers of a seed (mulberry32); `unseeded`: of the process, whatever the seed. */
function uniforms(seed) {
  let state = mode === 'unseeded' ? process.pid : seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function examplesOf(batch) {
  const files = await read(batch);
  if (batch.kind === 'sequences') {
    const [tokens, offsets] = [load(files.tokens), load(files.offsets)];
    return Array.from({ length: batch.count }, (_, i) => tokens.slice(offsets[i], offsets[i + 1]));
  }
  const values = load(files.values);
  return Array.from({ length: batch.count }, (_, i) => values.slice(i * batch.width, (i + 1) * batch.width));
}

const ANSWERS = {
  begin: async (message) => {
    shape = message.shape;
    models.clear();
    return {};
  },
  fit: async ({ model, batch }) => {
    if (mode === 'dying') {
      process.stderr.write('out of memory\n');
      process.exit(7);
    }
    if (mode === 'curious') send({ type: 'call', op: 'original' });
    if (mode === 'diverging' && models.size > 0) return { diverged: 'nothing to fit' };
    models.set(model, await examplesOf(batch));
    return { epochs: 1, updates: 1 };
  },
  draw: async ({ model, units, random }) => {
    const [examples, uniform] = [models.get(model).filter(({ length }) => length > 0), uniforms(random)];
    const wanted = mode === 'short' ? units - 1 : units;
    const drawn = [];
    for (let have = 0; have < wanted; ) {
      const example = examples[Math.floor(uniform() * examples.length)];
      const own = shape.kind === 'sequences' ? example.slice(0, wanted - have) : example;
      drawn.push(own);
      have += shape.kind === 'sequences' ? own.length : 1;
    }
    const values = drawn.flatMap((example) => [...example]);
    if (shape.kind !== 'sequences') return { examples: { values: save(values, [drawn.length, shape.width]) } };
    const offsets = [0];
    for (const { length } of drawn) offsets.push(offsets.at(-1) + length);
    return { examples: { tokens: saveIntegers(values), offsets: saveIntegers(offsets) } };
  },
  'log-probabilities': async ({ model, batch }) => {
    if (mode === 'uniform') {
      const logs = (await examplesOf(batch)).map(({ length }) => -length * Math.log(shape.tokens));
      return { values: save(logs, [logs.length]) };
    }
    // Of single values, smoothed.
    const counts = new Map();
    const known = models.get(model).flatMap((example) => [...example]);
    for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
    const types = shape.tokens ?? 256;
    const logOf = (value) => Math.log(((counts.get(value) ?? 0) + 0.5) / (known.length + 0.5 * types));
    const sums = (await examplesOf(batch)).map((example) => [...example].reduce((sum, value) => sum + logOf(value), 0));
    return { values: save(mode === 'sure' ? sums.map(() => 1) : sums, [sums.length]) };
  },
  forget: async ({ model }) => {
    models.delete(model);
    return {};
  },
};

for (;;) {
  const message = await receive();
  if (message.type === 'bye') break;
  if (message.type === 'hello') {
    if (message.protocol !== 'heirloom.exec/1' || message.role !== 'learner') throw new Error('another protocol');
    scratch = message.scratch;
    send({ type: 'card', protocol: 'heirloom.exec/1', role: 'learner', ...card });
  } else send({ type: 'return', ...(await ANSWERS[message.type](message)) });
}
process.exit(0);
