/** What we use of autocannon, which has no types of its own. */
declare module 'autocannon' {
  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests a second of all connections together; as fast as answers come where it is left out. */
    readonly overallRate?: number;
  }

  export interface Result {
    /** Answers by the first digit of their status. */
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
    /** A second. */
    readonly requests: { readonly average: number };
    /** Milliseconds. */
    readonly latency: { readonly p99: number };
  }

  const autocannon: (options: Options) => Promise<Result>;

  // biome-ignore lint/style/noDefaultExport: that is how the package gives it
  export { autocannon as default };
}
