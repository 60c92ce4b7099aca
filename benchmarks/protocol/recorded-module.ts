/** What a record says of a strategy that was a module in the sandbox. The module and its card are in the bundle. */
import { z } from 'zod';
import { sha256Schema } from './ids.ts';

/** The interface between a module and the harness; another one is another version. */
export const STRATEGY_INTERFACE = 'heirloom.strategy/1';

export const moduleSchema = z.strictObject({
  interface: z.literal(STRATEGY_INTERFACE),
  /** Hex SHA-256 of the module's source. */
  sha256: sha256Schema,
  /** Hex SHA-256 over the canonical JSON of its card. */
  card: sha256Schema,
});
export type RecordedModule = z.infer<typeof moduleSchema>;
