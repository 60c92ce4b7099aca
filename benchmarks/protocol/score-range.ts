/** The range in which a score counts, and how a score is read: beyond the range it is a bound, since nothing rests on how far beyond. */

/** Range that a benchmark's score is clipped to before it enters an overall score, in points: no single benchmark decides it. */
export const CLIP_LOW = -100;
export const CLIP_HIGH = 110;

/** Whether a score is at an end of the range or beyond it: no more than that end counts of it. */
export function isClipped(score: number): boolean {
  return score <= CLIP_LOW || score >= CLIP_HIGH;
}

/** A score in points as every report, page and table for readers writes it: `63.2`, `≥ 110`, `≤ −100`. */
export function scoreText(score: number): string {
  if (score >= CLIP_HIGH) return `≥ ${CLIP_HIGH}`;
  if (score <= CLIP_LOW) return `≤ −${-CLIP_LOW}`;
  return pointsText(score);
}

/** Points that are no score, such as a difference or the end of an interval: one decimal, and no −0.0. */
export function pointsText(points: number): string {
  return points.toFixed(1).replace(/^-(0\.0)$/, '$1');
}
