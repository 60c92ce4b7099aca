import { join } from 'node:path';
import { print } from '../../protocol/print.ts';
import { shellQuotePath } from '../../protocol/shell-quote.ts';
import { newStrategy } from '../../runner/sandbox/new-strategy.ts';

/** Writes a strategy's module to begin with, and says how it is run. */
export function newStrategyCommand(dir: string): void {
  for (const path of newStrategy(dir)) print(path);
  const module = shellQuotePath(join(dir, 'strategy.ts'));
  print(
    `\nNext: npx heirloom run gaussian --strategy ${module.startsWith('/') ? module : `./${module}`} replace oracle`,
  );
}
