// Jobs for a pool of worker threads: one that never ends, one that ends when it is let, one that ends at once.

export const endless = () => {
  for (;;);
};

/** Waits until the first element of a shared array is no longer 0. */
export const held = (/** @type {Int32Array} */ gate) => Atomics.wait(gate, 0, 0);

export const twice = (/** @type {number} */ x) => 2 * x;

/** Counts a call in the second element of a shared array, then waits as held does. */
export const counted = (/** @type {Int32Array} */ gate) => {
  const call = Atomics.add(gate, 1, 1) + 1;
  Atomics.wait(gate, 0, 0);
  return call;
};
