/** What commander refuses, in one line: what is wrong, the nearest name, where all names are. */
import type { Command, CommanderError } from 'commander';
import { unknownId } from '../protocol/errors.ts';
import { didYouMean } from '../protocol/nearest.ts';

export function usageMessage({ code, message }: CommanderError, program: Command, argv: readonly string[]): string {
  const { command, name } = commandOf(program, argv);
  const words = message.replace(/^error: /, '').replace(/\.$/, '');
  const question = questionFor(code, words, command);
  return `${words}${question === null ? '.' : `; ${question}`} See ${name} --help.`;
}

/** The command of these names, each inside the one before it: `token create`. @throws unknown-id */
export function commandNamed(program: Command, names: readonly string[]): Command {
  let command = program;
  for (const [index, name] of names.entries()) {
    const next = command.commands.find((known) => known.name() === name);
    if (!next) {
      const known = command.commands.map((candidate) => candidate.name());
      throw unknownId('command', name, known, ['npx heirloom', ...names.slice(0, index), '--help'].join(' '));
    }
    command = next;
  }
  return command;
}

/** The command that these arguments call, as far as they name one. */
function commandOf(program: Command, argv: readonly string[]): { readonly command: Command; readonly name: string } {
  let command = program;
  let name = 'npx heirloom';
  for (const word of argv) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) break;
    command = next;
    name += ` ${word}`;
  }
  return { command, name };
}

function questionFor(code: string, words: string, command: Command): string | null {
  // `--stratgy=replace` names its value, too.
  const received = /'([^'=]+)/.exec(words)?.[1];
  if (received === undefined) return null;
  if (code === 'commander.unknownOption') {
    const options = command.options.flatMap(({ long }) => long ?? []);
    return didYouMean(received, [...options, '--help']);
  }
  if (code !== 'commander.unknownCommand') return null;
  return didYouMean(
    received,
    command.commands.map((known) => known.name()),
  );
}
