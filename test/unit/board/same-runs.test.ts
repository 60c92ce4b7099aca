/** Roles by what was run: trajectories decide, bit for bit, and only where a suite's rules say so. */
import { describe, expect, it } from 'vitest';
import { assignRoles, type RoleCandidate } from '#benchmarks/board/roles.ts';
import { findSame, type ReferenceRuns } from '#benchmarks/board/same-runs.ts';
import { trajectoryDigest } from '#benchmarks/board/trajectory-digest.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';

const runs = (tracks: Record<string, string>) => new Map(Object.entries(tracks));
const REPLACE: ReferenceRuns = { spec: 'replace', tracks: runs({ gaussian: 'r1', text: 'r2' }) };
const FREEZE: ReferenceRuns = { spec: 'freeze', tracks: runs({ gaussian: 'f1' }) };

describe('what an entry ran as', () => {
  it.each<[string, Record<string, string>, string | null]>([
    ['all that both ran is the same', { gaussian: 'r1', text: 'r2' }, 'replace'],
    ['it ran less', { text: 'r2' }, 'replace'],
    ['it ran something else, too', { gaussian: 'f1', images: 'x' }, 'freeze'],
    ['one benchmark differs', { gaussian: 'r1', text: 'other' }, null],
    ['they share no benchmark', { images: 'r1' }, null],
    ['it ran nothing', {}, null],
  ])('where %s', (_, own, spec) => {
    expect(findSame(runs(own), [REPLACE, FREEZE])).toBe(spec);
  });

  it('where the reference was run in several parts, each benchmark goes by its own', () => {
    const part = { spec: 'replace', tracks: runs({ gaussian: 'newer' }) };
    expect(findSame(runs({ gaussian: 'newer', text: 'r2' }), [part, REPLACE])).toBe('replace');
  });
});

describe('the digest of a trajectory', () => {
  const values = [
    [0.1, 0.2, null],
    [0.3, 0.4],
  ];
  const digest = trajectoryDigest([1, 2], values);

  it('is that of the bytes: 32-bit integers, then 64-bit floats, big-endian', () => {
    // python3: hashlib.sha256(struct.pack('>6i4d', 2, 1, 2, 3, 2, 2, .1, .2, .3, .4)).hexdigest()
    expect(digest).toBe('e763aa4145f98351954ef01c625fd2e85cd080e7a0d8d4fe57ba8ba7fcaa1be4');
  });

  it.each<[string, number[], (number | null)[][]]>([
    ['a seed', [1, 3], values],
    [
      'the last bit of a value',
      [1, 2],
      [
        [0.1, 0.2, null],
        [0.30000000000000004, 0.4],
      ],
    ],
    [
      'where a value is missing',
      [1, 2],
      [
        [0.1, null, 0.2],
        [0.3, 0.4],
      ],
    ],
    ['where a seed ends', [1, 2], [[0.1, 0.2, null, 0.3], [0.4]]],
  ])('differs with %s', (_, seeds, other) => {
    expect(trajectoryDigest(seeds, other)).not.toBe(digest);
  });

  it('takes −0 for 0, as records do', () => {
    expect(trajectoryDigest([1], [[-0, 1]])).toBe(trajectoryDigest([1], [[0, 1]]));
  });
});

describe('the role of what ran as another', () => {
  const entry = (spec: string, digest: string, label = 'maintained'): RoleCandidate => ({
    spec,
    label,
    official: true,
    overall: { basis: 'a', lacking: [] },
    tracks: runs({ gaussian: digest }),
  });
  const BOARD = [
    entry('replace', 'r'),
    entry('oracle', 'o'),
    entry('gen0-samples', 'g'),
    entry('temperature:value=1', 'r'),
    entry('gen0-samples+temperature:value=1', 'g'),
    entry('replace', 'r', 'reported'),
    entry('temperature', 't'),
  ];
  const rolesBy = (suite: string) =>
    assignRoles(BOARD, undefined, { rules: rankRulesOf(suite) }).map(({ role, sameAs }) => [role, sameAs]);

  it('is that one’s by the rules of suite 0.3, whoever sent it and whatever its specification says', () => {
    expect(rolesBy('0.3')).toEqual([
      ['control', null],
      ['control', null],
      ['baseline', null],
      ['control', 'replace'],
      ['baseline', 'gen0-samples'],
      ['control', 'replace'],
      ['entry', null],
    ]);
  });

  it.each(['0.1', '0.2'])('is its own by those of suite %s', (suite) => {
    const own = ['control', 'control', 'baseline', 'entry', 'entry', 'entry', 'entry'];
    expect(rolesBy(suite)).toEqual(own.map((role) => [role, null]));
  });

  it('is found from controls that are no entries, too', () => {
    const [one] = assignRoles([entry('temperature:value=1', 'r')], undefined, {
      rules: rankRulesOf('0.3'),
      elsewhere: [{ spec: 'replace', tracks: runs({ gaussian: 'r' }) }],
    });
    expect(one).toMatchObject({ role: 'control', sameAs: 'replace' });
  });
});
