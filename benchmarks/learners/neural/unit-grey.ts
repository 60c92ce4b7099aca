/** A table: a run converts millions of pixels. `[256]` */
const UNIT_GREY = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

/** Grey values 0–255 as numbers in [0, 1], as networks take them. */
export function toUnitGrey(pixels: Uint8Array): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) values[i] = UNIT_GREY[pixels[i] as number] as number;
  return values;
}

/** These images of `[count, width]` in the same way, one after another `[rows.length, width]`. */
export function toUnitGreyRows(pixels: Uint8Array, width: number, rows: Int32Array): Float32Array {
  const values = new Float32Array(rows.length * width);
  let place = 0;
  for (let i = 0; i < rows.length; i++) {
    const end = ((rows[i] as number) + 1) * width;
    for (let from = end - width; from < end; from++) values[place++] = UNIT_GREY[pixels[from] as number] as number;
  }
  return values;
}
