/** How long to wait, in words that end a sentence: `in 42 seconds`, `in 3 minutes`, `in 5 hours`. Rounded up: earlier is in vain. */
export function waitWords(seconds: number): string {
  if (seconds <= 90) return count(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds <= 90 * 60) return count(Math.ceil(seconds / 60), 'minute');
  return count(Math.ceil(seconds / 3600), 'hour');
}

const count = (n: number, unit: string): string => `in ${n} ${unit}${n === 1 ? '' : 's'}`;
