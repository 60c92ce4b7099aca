/** Whether two runs went the same way, bit for bit, told by a digest that is short enough to be stored with every run. */
import { sha256 } from '../protocol/digest.ts';

/**
 * Hex SHA-256 of a run's seeds and its primary metric's values `[seedIndex][generation]`: numbers of seeds, seeds, lengths
 * and positions without a value (in the seeds' arrays laid end to end) as 32-bit integers, then the values as 64-bit floats,
 * all big-endian; −0 counts as 0. The migration that added the column computes the same in SQL.
 */
export function trajectoryDigest(
  seeds: readonly number[],
  trajectory: readonly (readonly (number | null)[])[],
): string {
  const flat = trajectory.flat();
  const missing = flat.flatMap((value, position) => (value === null ? [position] : []));
  const values = flat.filter((value) => value !== null);
  const integers = [seeds.length, ...seeds, ...trajectory.map((seed) => seed.length), ...missing];
  const bytes = new DataView(new ArrayBuffer(4 * integers.length + 8 * values.length));
  integers.forEach((integer, i) => {
    bytes.setInt32(4 * i, integer);
  });
  values.forEach((value, i) => {
    bytes.setFloat64(4 * integers.length + 8 * i, value === 0 ? 0 : value);
  });
  return sha256(new Uint8Array(bytes.buffer));
}
