/** Grey values 0–255 as numbers in [0, 1], as networks take them: a table, since a run converts millions of pixels. `[256]` */
export const UNIT_GREY = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);
