/** Operands of the matrix product, copied into the order in which its tiles read them. */

// @ts-ignore: decorator
@inline
export function copyRow(from: usize, to: usize, count: i32): void {
  for (let q = 0; q < count; q++) store<f32>(to + (<usize>q << 2), load<f32>(from + (<usize>q << 2)));
}

/**
 * Columns of a matrix of `depth` rows as panels of `width` (4 or 8) of them, one row of a panel after the other; columns that are
 * missing in the last one are zeros.
 */
export function pack(from: usize, ld: i32, columns: i32, depth: i32, to: usize, width: i32): void {
  const row = <usize>ld << 2;
  const step = <usize>width << 2;
  for (let j = 0; j < columns; j += width) {
    const whole = columns - j >= width;
    const end = to + <usize>depth * step;
    if (!whole) memory.fill(to, 0, <usize>depth * step);
    let source = from + (<usize>j << 2);
    for (; to < end; to += step) {
      if (whole) {
        v128.store(to, v128.load(source));
        if (width == 8) v128.store(to, v128.load(source, 16), 16);
      } else {
        copyRow(source, to, columns - j);
      }
      source += row;
    }
  }
}

/** The same of a matrix that lies transposed: its rows are the columns. */
export function packTransposed(from: usize, ld: i32, columns: i32, depth: i32, to: usize, width: i32): void {
  const panel = <usize>(depth * width) << 2;
  for (let j = 0; j < columns; j += width) {
    const there = min(width, columns - j);
    if (there < width) memory.fill(to, 0, panel);
    transposeInto(from + (<usize>(j * ld) << 2), ld, there, depth, to, width);
    to += panel;
  }
}

/** Writes the transpose of `rows`×`columns` floats, four by four where whole squares lie. */
function transposeInto(from: usize, ldFrom: i32, rows: i32, columns: i32, to: usize, ldTo: i32): void {
  const rowFrom = <usize>ldFrom << 2;
  const rowTo = <usize>ldTo << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = from + <usize>i * rowFrom;
    let target = to + (<usize>i << 2);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const r0 = v128.load(source);
      const r1 = v128.load(source + rowFrom);
      const r2 = v128.load(source + 2 * rowFrom);
      const r3 = v128.load(source + 3 * rowFrom);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      v128.store(target + rowTo, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
      v128.store(target + 2 * rowTo, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
      v128.store(target + 3 * rowTo, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
      source += 16;
      target += 4 * rowTo;
    }
    for (; j < columns; j++) {
      for (let q: usize = 0; q < 4; q++) store<f32>(target + (q << 2), load<f32>(source + q * rowFrom));
      source += 4;
      target += rowTo;
    }
  }
  for (; i < rows; i++) {
    let source = from + <usize>i * rowFrom;
    let target = to + (<usize>i << 2);
    for (let j = 0; j < columns; j++) {
      store<f32>(target, load<f32>(source));
      source += 4;
      target += rowTo;
    }
  }
}
