/** Changes of a JSON document at a place that chance chooses: of any value, field or element. */
import type { Stream } from '#benchmarks/numerics/stream.ts';
import { hostileValue, pick, Raw, writeJson } from './json-values.ts';

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null && !(value instanceof Raw);

interface Place {
  readonly parent: Container;
  readonly key: string;
}

/** Walks down from the top; each level is as likely to be left as any of its children is. Null in an empty document. */
function choosePlace(stream: Stream, root: unknown): Place | null {
  let place: Place | null = null;
  let value = root;
  while (isContainer(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0 || (place !== null && stream.uniform() < 0.15)) break;
    place = { parent: value, key: pick(stream, keys) };
    value = (value as Record<string, unknown>)[place.key];
  }
  return place;
}

const read = ({ parent, key }: Place): unknown => (parent as Record<string, unknown>)[key];
const write = ({ parent, key }: Place, value: unknown): void => {
  (parent as Record<string, unknown>)[key] = value;
};

function removeAt({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

const NAMES = [
  'note',
  '__proto__',
  'constructor',
  'toString',
  'a/b~c',
  '',
  '0',
  'seeds',
  'ledger',
  'trajectories',
  'x\u202ey',
];

/** As an own field, also where the name is `__proto__`. */
function addField(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function rename(stream: Stream, { parent, key }: Place): void {
  if (Array.isArray(parent)) return;
  const value = parent[key];
  delete parent[key];
  addField(parent, pick(stream, [`${key}s`, key.toUpperCase(), `${key} `, key.slice(1), ...NAMES]), value);
}

/** The object that has the field, written with the field twice. */
function double(stream: Stream, place: Place, root: Container): unknown {
  const { parent, key } = place;
  if (Array.isArray(parent)) return root;
  const other = hostileValue(stream, parent[key]);
  const text = writeJson(parent).replace(/\}$/, `,${JSON.stringify(key)}:${writeJson(other)}}`);
  return replaced(root, parent, new Raw(text));
}

/** A document in which one container is another. */
function replaced(value: unknown, old: Container, by: unknown): unknown {
  if (value === old) return by;
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, old, by));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, old, by)]));
}

function changeArray(stream: Stream, items: unknown[]): void {
  const at = stream.int(items.length + 1);
  const other = stream.int(Math.max(1, items.length));
  pick(stream, [
    () => items.splice(at, 0, structuredClone(items[other] ?? 0)),
    () => items.splice(at),
    () => items.reverse(),
    () => items.splice(0, items.length),
    () => items.push(...Array.from({ length: 50 }, () => structuredClone(items[other] ?? null))),
    () => ([items[other], items[0]] = [items[0], items[other]]),
    () => items.sort(),
  ])();
}

/** The document after one change. What was handed in may be changed, too. */
export function mutateJson(stream: Stream, root: unknown): { readonly value: unknown; readonly kind: string } {
  const place = choosePlace(stream, root);
  if (place === null) return { value: hostileValue(stream, root), kind: 'value' };
  const old = read(place);
  const chance = stream.uniform();
  if (chance < 0.02) return { value: hostileValue(stream, root), kind: 'value' };
  if (Array.isArray(old) && chance < 0.5) {
    changeArray(stream, old);
    return { value: root, kind: 'array' };
  }
  if (chance < 0.65) {
    write(place, hostileValue(stream, old));
    return { value: root, kind: 'value' };
  }
  if (chance < 0.77) {
    removeAt(place);
    return { value: root, kind: 'removed' };
  }
  if (chance < 0.85) {
    rename(stream, place);
    return { value: root, kind: 'renamed' };
  }
  if (chance < 0.93) {
    if (Array.isArray(place.parent)) place.parent.push(hostileValue(stream, old));
    else addField(place.parent, pick(stream, NAMES), hostileValue(stream, old));
    return { value: root, kind: 'added' };
  }
  return { value: double(stream, place, root as Container), kind: 'doubled' };
}

/** The text of a document after a change of its characters: what no writer writes. */
export function mutateText(stream: Stream, text: string): string {
  const at = stream.int(text.length + 1);
  return pick(stream, [
    text.slice(0, at),
    text.slice(0, at) +
      pick(stream, ['"', '\\', '{', ']', ',', 'NaN', '/*', '\u0000', '\ufeff', '1e999']) +
      text.slice(at),
    `\ufeff${text}`,
    text + text,
    text.replaceAll(',', ' ,\n\t'),
    text.replaceAll('\n', '\r\n'),
    '',
    ' ',
  ]);
}
