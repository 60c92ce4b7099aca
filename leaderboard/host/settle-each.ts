/** Work on many things of which none may keep the others from being done. */

/** One thing's failure. */
export interface Failure<Item> {
  readonly item: Item;
  readonly error: unknown;
}

/** A failure of a scoring job, with what it is about in words. */
export interface JobFailure extends Failure<string> {
  /** The submission that could not be scored; null where the failure isn't one's alone. */
  readonly submission: string | null;
}

/** Does the work for each item, one after the other, and returns the failures: the rest is done all the same. */
export async function settleEach<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<Failure<Item>[]> {
  const failures: Failure<Item>[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push({ item, error });
    }
  }
  return failures;
}

/**
 * Does the work for all items at once; where that fails, for each half on its own, down to the items that fail alone. Those
 * are returned: of a hundred scored in one transaction a broken one keeps none of the others waiting.
 */
export async function settleTogether<Item>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<unknown>,
): Promise<Failure<Item>[]> {
  try {
    await work(items);
    return [];
  } catch (error) {
    const [item] = items;
    if (item === undefined) return [];
    if (items.length === 1) return [{ item, error }];
    const middle = items.length >> 1;
    return [
      ...(await settleTogether(items.slice(0, middle), work)),
      ...(await settleTogether(items.slice(middle), work)),
    ];
  }
}
