/** What a plan keeps of a strategy that is a module. */
import { z } from 'zod';
import { CAPABILITIES, type Capability } from '../../protocol/card.ts';
import { moduleSchema } from '../../protocol/recorded-module.ts';
import { HOOKS } from './messages.ts';

/** What its record says, how it is run, and the files of the bundle. */
export const plannedModuleSchema = moduleSchema.extend({
  /** What the sandbox runs. */
  script: z.string(),
  /** Of the instance with the run's parameters. */
  hooks: z.array(z.enum(HOOKS)),
  needs: z.array(z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]])),
  /** Texts by their path in the bundle. */
  files: z.record(z.string(), z.string()),
});
export type PlannedModule = Readonly<z.infer<typeof plannedModuleSchema>>;
