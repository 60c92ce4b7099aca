/** What is stored stays for ever, so a snapshot is verified before it is stored, as anybody will verify its file. */
import { HeirloomError, type Problem } from '../protocol/errors.ts';
import { identify } from './identity.ts';
import { type Snapshot, type SnapshotBoard, snapshotSchema } from './schema.ts';
import { verifySnapshot } from './verify.ts';

const MOST_NAMED = 5;
const MOST_LISTED = 50;

/** Everything that would not hold of a snapshot's file, at its place; empty where it verifies. */
export function faultsOf(snapshot: Snapshot): readonly Problem[] {
  const parsed = snapshotSchema.safeParse(snapshot);
  if (parsed.success) return verifySnapshot(identify(snapshot).content).problems;
  return parsed.error.issues.map(({ path, message }) => ({ path: `#/${path.join('/')}`, message }));
}

/** The error of a snapshot that would not verify; it names the entries and controls whose the faults are. */
export function unverifiable({ boards }: Snapshot, faults: readonly Problem[]): HeirloomError {
  const owners = [...new Set(faults.flatMap(({ path }) => ownerOf(path, boards) ?? []))];
  const more = owners.length > MOST_NAMED ? `; and ${owners.length - MOST_NAMED} more` : '';
  const whose = owners.length === 0 ? '' : ` It is about ${owners.slice(0, MOST_NAMED).join('; ')}${more}.`;
  const [first] = faults;
  return new HeirloomError(
    'unverifiable',
    `No snapshot was taken: its file would not verify. ${first?.path}: ${first?.message}.${whose} Withdraw what is named (npx heirloom withdraw ID --reason …) and take the snapshot again.`,
    { problems: faults.slice(0, MOST_LISTED) },
  );
}

/** The entry, or the control of a group, that a place of a snapshot belongs to, in words; null for any other place. */
function ownerOf(path: string, boards: readonly SnapshotBoard[]): string | null {
  const [, board, list, index, ground, control] =
    /^#\/boards\/(\d+)\/(entries|groups)\/(\d+)(?:\/grounds\/(\d+)\/controls\/(replace|oracle))?/.exec(path) ?? [];
  const { tier, entries, groups } = boards[Number(board)] ?? {};
  const entry = list === 'entries' ? entries?.[Number(index)] : undefined;
  if (entry) return `${entry.spec} (${entry.submission}, ${tier})`;
  const controls = groups?.[Number(index)]?.grounds[Number(ground)]?.controls;
  if (list !== 'groups' || !controls || (control !== 'replace' && control !== 'oracle')) return null;
  return `the control ${control} (${controls[control].submission}, ${tier})`;
}
