/** Strategies that run outside this process: what their runs say of them. The protocol itself is in docs/exec-strategies.md. */
import { z } from 'zod';
import { sha256Schema } from './ids.ts';

export const EXEC_PROTOCOL = 'heirloom.exec/1';

/** Longest command that is taken, in characters: records and plans hold it whole. */
export const MAX_COMMAND = 1000;

/** What stands beside the division of such a run: the ledger is metered, what the process remembers is its own word. */
export const OUTSIDE_LABEL = 'declared: memory not enforced';

/** The part of a record that says its strategy was a process of its own. */
export const outsideSchema = z.strictObject({
  protocol: z.literal(EXEC_PROTOCOL),
  /** As it was given to `--strategy exec:COMMAND`. */
  command: z.string().min(1).max(MAX_COMMAND),
  /** Hex SHA-256 over the canonical JSON of the card that the command declared. */
  declares: sha256Schema,
  /** What the process kept from one generation to the next is what it declares; nothing holds it to that. */
  memory: z.literal('declared'),
});
export type Outside = z.infer<typeof outsideSchema>;
