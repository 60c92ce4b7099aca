/** A record whose fields may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: mutants break the types on purpose
export type Loose = any;
