/** What the parts of a measurement under load share. */
import type { Bundles } from './bundles.ts';
import type { Client } from './client.ts';
import type { Filled } from './fill.ts';
import type { LoadOptions } from './options.ts';

export interface LoadContext {
  readonly client: Client;
  readonly bundles: Bundles;
  readonly filled: Filled;
  readonly options: LoadOptions;
  /** In words. */
  readonly database: string;
  readonly workDir: string;
  /** Makes a database on a PostgreSQL server and tells its URL. */
  readonly openServer: () => Promise<string>;
}
