/** What a start was asked for, by its arguments and the environment. */
import { SetupError } from '../support/steps.mjs';

const TIERS = ['smoke', 'quick', 'standard', 'full'];
const NO_RUN = '--no-run';
const ONLY_SERVE = 'none';

/**
 * @param {readonly string[]} args @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ submitsReference: boolean, tier: string | null }} the tier to run of all strategies; null runs nothing
 * @throws SetupError for what is neither
 */
export function startOptions(args, env) {
  const unknown = args.find((argument) => argument !== NO_RUN);
  if (unknown !== undefined)
    throw new SetupError(
      `npm start received ${unknown}; expected nothing, or ${NO_RUN} to run no strategies (npm start -- ${NO_RUN}).`,
      2,
    );
  const tier = env.HEIRLOOM_FIRST_RUN || 'quick';
  if (tier !== ONLY_SERVE && !TIERS.includes(tier))
    throw new SetupError(`HEIRLOOM_FIRST_RUN is ${tier}; expected one of ${TIERS.join(', ')}, ${ONLY_SERVE}.`, 2);
  const onlyServes = tier === ONLY_SERVE;
  return { submitsReference: !onlyServes, tier: onlyServes || args.includes(NO_RUN) ? null : tier };
}
