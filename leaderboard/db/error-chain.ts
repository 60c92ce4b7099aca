/** What an error is made of: drivers and Prisma wrap what happened, each in a way of its own. */

/** The fields of an error or of what it wraps. */
export type ErrorFields = Readonly<Record<string, unknown>>;

const DEEPEST = 5;

/** Whether an error, or any that it wraps, passes a test. */
export function someCause(error: unknown, test: (fields: ErrorFields) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  if (error instanceof AggregateError && error.errors.some((one) => someCause(one, test, depth + 1))) return true;
  const fields = error as ErrorFields;
  if (test(fields)) return true;
  const { cause, meta } = fields;
  const adapterError =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return someCause(cause, test, depth + 1) || someCause(adapterError, test, depth + 1);
}

/** The codes of an error: the system's, Prisma's, SQLSTATE. */
export function codesOf({ code, originalCode }: ErrorFields): string[] {
  return [code, originalCode].filter((value) => typeof value === 'string');
}
