import { EXIT_CODES, HeirloomError } from '../../protocol/errors.ts';
import { meantOneOf } from '../../protocol/nearest.ts';
import { EXEC_PROTOCOL } from '../../protocol/outside.ts';
import { print } from '../../protocol/print.ts';
import { conform as conformStrategy, type Tried } from '../../runner/exec/conform.ts';
import { conformLearner } from '../../runner/exec/conform-learner.ts';
import { KINDS, type Kind } from '../../runner/exec/messages.ts';
import { commandOf } from '../../runner/exec/resolve.ts';
import { limitsHere } from '../../runner/exec/session.ts';
import type { SetExitCode } from '../main.ts';

interface ConformOptions {
  readonly learner?: boolean;
  readonly kind?: readonly string[];
  readonly json?: boolean;
}

/** Tries a command as an outside strategy or learner; exit code 4 where something would go wrong in a run. */
export async function conform(text: string, options: ConformOptions, setExitCode: SetExitCode): Promise<void> {
  const command = commandOf(`exec:${text}`);
  const kinds = options.kind === undefined ? KINDS : options.kind.map(requireKind);
  const tell = options.json ? () => {} : (tried: Tried) => print(lineOf(tried));
  const tryIt = options.learner ? conformLearner : conformStrategy;
  const tried = await tryIt(command, kinds, limitsHere(), tell);
  const faults = tried.filter(({ fault }) => fault !== null).length;
  if (options.json) print(JSON.stringify({ protocol: EXEC_PROTOCOL, command, tried }));
  else
    print(
      faults === 0
        ? `It conforms to ${EXEC_PROTOCOL}.`
        : `It does not conform to ${EXEC_PROTOCOL}: ${faults} of ${tried.length} (docs/exec-${options.learner ? 'learners' : 'strategies'}.md).`,
    );
  if (faults > 0) setExitCode(EXIT_CODES['check-failed']);
}

const lineOf = ({ name, fault }: Tried): string => (fault === null ? `ok    ${name}` : `FAULT ${name}\n      ${fault}`);

function requireKind(text: string): Kind {
  const kind = KINDS.find((known) => known === text);
  if (kind === undefined) throw new HeirloomError('usage', `Received --kind ${text}; ${meantOneOf(text, KINDS)}`);
  return kind;
}
