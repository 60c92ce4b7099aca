/** What an error says, in a sentence's part. */
export function messageOf(cause: unknown): string {
  // A refused connection is an AggregateError without a message of its own (one error an address).
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
