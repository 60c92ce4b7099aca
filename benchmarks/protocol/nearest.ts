/** Names near a misspelt one, for messages that ask "did you mean …?". */

/** Suggestions of one message. */
const MOST = 3;
/** Letters that the beginning of a name needs before it stands for the name. */
const SHORTEST_BEGINNING = 3;

/**
 * The known names that the text may have meant, the nearest first, at most three; none where nothing is near. Case doesn't
 * count; the beginning of a name and a part between its hyphens do.
 */
export function nearestNames(received: string, known: readonly string[]): string[] {
  const text = received.toLowerCase();
  const ranked = known.flatMap((name) => {
    const distance = closeness(text, name.toLowerCase());
    return distance === null ? [] : [{ name, distance }];
  });
  const best = Math.min(...ranked.map(({ distance }) => distance));
  return ranked
    .filter(({ distance }) => distance <= best + 1)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** The end of a sentence: `did you mean quick?`; where nothing is near, `expected one of smoke, quick.` For short lists only. */
export function meantOneOf(received: string, known: readonly string[]): string {
  return didYouMean(received, known) ?? `expected one of ${known.join(', ')}.`;
}

/** `did you mean digits-vae or digits-longtail?`, or null where nothing is near. */
export function didYouMean(received: string, known: readonly string[]): string | null {
  const near = nearestNames(received, known);
  if (near.length === 0) return null;
  const last = near.at(-1);
  return `did you mean ${near.length === 1 ? last : `${near.slice(0, -1).join(', ')} or ${last}`}?`;
}

/** How far a name is from what was typed; null where it is another word. */
function closeness(text: string, name: string): number | null {
  const isBeginning = text.length >= SHORTEST_BEGINNING && name.startsWith(text);
  if (isBeginning || (text !== '' && name.split('-').includes(text))) return 1;
  const distance = editDistance(text, name);
  return distance <= Math.max(1, Math.floor(Math.min(text.length, name.length) / 3)) ? distance : null;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string alignment). */
function editDistance(a: string, b: string): number {
  // A name is at most 64 letters; what is longer by far is none, and costs no time.
  if (Math.abs(a.length - b.length) > b.length) return Math.max(a.length, b.length);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const replaced = (last[j - 1] as number) + (isSame ? 0 : 1);
      const swapped = isSwap ? (beforeLast[j - 2] as number) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, (last[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
