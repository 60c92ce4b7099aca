/** Rows of a table, and their gradient. */
import { loadPart, storePart } from './lanes';

/**
 * y[i] = table[ids[i]], rows of d floats.
 * @returns the first place whose id is outside [0, v), or −1
 */
export function embed(n: i32, v: i32, d: i32, table: usize, ids: usize, y: usize): i32 {
  const row = <usize>d << 2;
  for (let i = 0; i < n; i++) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (<u32>id >= <u32>v) return i;
    memory.copy(y + <usize>i * row, table + <usize>id * row, row);
  }
  return -1;
}

/** dtable[id] = the sum of the rows of dy whose id it is, added in their order. */
export function embedGradient(n: i32, v: i32, d: i32, ids: usize, dy: usize, dtable: usize): void {
  const rest = d & 3;
  const whole = <usize>(d & ~3) << 2;
  const row = <usize>d << 2;
  memory.fill(dtable, 0, <usize>v * row);
  for (let i = 0; i < n; i++) {
    const to = dtable + <usize>load<i32>(ids + (<usize>i << 2)) * row;
    for (let o: usize = 0; o < whole; o += 16) v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(dy + o)));
    if (rest > 0) storePart(to + whole, rest, f32x4.add(loadPart(to + whole, rest), loadPart(dy + whole, rest)));
    dy += row;
  }
}
