import { print, say } from '../../protocol/print.ts';
import { mergeFolders } from '../../runner/merge.ts';
import { nextSteps, summary } from '../run-summary.ts';

/** Puts shards of a run together, or runs of other seeds, in a new folder. */
export function merge(dirs: readonly string[], { out, json }: { readonly out: string; readonly json?: boolean }): void {
  const { records, bundles } = mergeFolders(dirs, out, say);
  print(json ? JSON.stringify({ runs: records }) : `${summary(records)}\n\n${nextSteps(bundles)}`);
}
