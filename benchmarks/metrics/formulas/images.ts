/** Metrics of images, pixels 0–255, without a classifier. */

/** Mean over the pixels of their variance over the images, with grey values in [0, 1]. pixels `[n, width]`; range [0, ¼]. */
export function pixelVariance(pixels: Uint8Array, width: number): number {
  const n = pixels.length / width;
  // Whole numbers below 2^53: exact.
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let from = 0; from < pixels.length; from += width) {
    for (let j = 0; j < width; j++) {
      const value = pixels[from + j] as number;
      sums[j] = (sums[j] as number) + value;
      squares[j] = (squares[j] as number) + value * value;
    }
  }
  let variances = 0;
  for (let j = 0; j < width; j++) {
    const sum = sums[j] as number;
    variances += ((squares[j] as number) - (sum * sum) / n) / n;
  }
  return variances / width / (255 * 255);
}

/** Root of the mean squared difference of two sets of images, grey values in [0, 1]. Same shape; range [0, 1]. */
export function pixelError(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum / a.length) / 255;
}

/** An image to which the classifier gives some class at least this probability counts as recognised. */
export const RECOGNISED = 0.9;

/** Share of the images in which the most probable class has less than `threshold`. probabilities `[n, classes]` */
export function ambiguousShare(probabilities: Float32Array, classes: number, threshold: number): number {
  const n = probabilities.length / classes;
  let ambiguous = 0;
  for (let i = 0; i < n; i++) {
    if (Math.max(...probabilities.subarray(i * classes, (i + 1) * classes)) < threshold) ambiguous++;
  }
  return ambiguous / n;
}
