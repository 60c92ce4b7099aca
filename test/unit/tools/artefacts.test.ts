/** The graph of what can be made again, and what it finds stale, in a checkout of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARTEFACTS, standingOn } from '../../../tools/artefacts/graph.ts';
import { readLedger, readRequest, record, toMake } from '../../../tools/artefacts/main.ts';
import { stalenessOf } from '../../../tools/artefacts/state.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
const artefact = (id: string) => ARTEFACTS.find((one) => one.id === id) as (typeof ARTEFACTS)[number];

/** A checkout that has every input and output, all recorded. */
function checkout(): { root: string; write: (place: string, text: string) => void } {
  const root = temporaryFolder();
  const write = (place: string, text: string): void => {
    const file = path.join(root, place.endsWith('/') ? `${place}one.txt` : place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  execFileSync('git', ['init', '-q'], { cwd: root });
  for (const { inputs, outputs } of ARTEFACTS) for (const place of [...inputs, ...outputs]) write(place, place);
  write('artefacts.json', '{}');
  record(ARTEFACTS, root);
  return { root, write };
}

describe('the graph', () => {
  it('names tools, inputs and outputs that there are, each behind what it needs', () => {
    const seen: string[] = [];
    for (const { id, inputs, outputs, needs } of ARTEFACTS) {
      for (const place of [`tools/${id}/main.ts`, ...inputs, ...outputs]) expect(existsSync(place), place).toBe(true);
      for (const need of needs) expect(seen, `${id} needs ${need}`).toContain(need);
      seen.push(id);
    }
    expect(idsOf(standingOn(['figures']))).toEqual([
      'kernels',
      'base-model',
      'classifier',
      'digit-statistics',
      'reference',
      'figures',
    ]);
  });

  it('is recorded whole', () => {
    expect(Object.keys(readLedger(process.cwd()))).toEqual(idsOf(ARTEFACTS));
  });
});

describe('what is stale', () => {
  it('is nothing where nothing changed', () => {
    const { root } = checkout();
    expect(toMake({ ids: [] }, readLedger(root), root)).toEqual([]);
  });

  it('is what was made from a changed file, and what is made from that', () => {
    const { root, write } = checkout();
    write('tools/figures/', 'another');
    expect(stalenessOf(artefact('figures'), readLedger(root), root)).toEqual(['tools/figures/ changed']);
    expect(idsOf(toMake({ ids: [] }, readLedger(root), root))).toEqual(['figures']);
    write('benchmarks/suite/shared/digits-metrics.ts', 'another');
    expect(idsOf(toMake({ ids: [] }, readLedger(root), root))).toEqual([
      'digit-statistics',
      'known-numbers',
      'reference',
      'replications',
      'claims',
      'measured',
      'figures',
      'whose-output',
    ]);
  });

  it('is what stands on results that are others, and what is missing', () => {
    const { root, write } = checkout();
    write('reference/', 'another');
    expect(stalenessOf(artefact('measured'), readLedger(root), root)).toEqual(['reference is another one']);
    expect(stalenessOf({ ...artefact('licences'), outputs: ['gone.md'] }, readLedger(root), root)).toEqual([
      'gone.md is missing',
    ]);
  });

  it('is no more so once it is recorded', () => {
    const { root, write } = checkout();
    write('tools/figures/', 'another');
    record([artefact('figures')], root);
    expect(toMake({ ids: [] }, readLedger(root), root)).toEqual([]);
  });

  it('is not made where other bits would be another version, unless it is named', () => {
    const { root, write } = checkout();
    write('tools/classifier/', 'another');
    expect(toMake({ ids: [] }, readLedger(root), root)).toEqual([]);
    expect(idsOf(toMake({ ids: ['classifier'] }, readLedger(root), root))).toEqual(['classifier']);
  });
});

describe('what is asked for', () => {
  it.each([
    [[], { action: 'list', ids: [], rest: [] }],
    [['--make'], { action: 'make', ids: [], rest: [] }],
    [['figures', 'measured'], { action: 'make', ids: ['figures', 'measured'], rest: [] }],
    [['reference', '--', '--all'], { action: 'make', ids: ['reference'], rest: ['--all'] }],
    [['--accept', 'figures'], { action: 'accept', ids: ['figures'], rest: [] }],
  ])('%j is understood', (args, expected) => {
    expect(readRequest(args)).toEqual(expected);
  });

  it.each([
    [['figure'], /^Received figure; expected any of kernels, base-model, /],
    [['--all'], /^Received --all; expected npm run artefacts/],
    [['--make', '--accept'], /^Received --make and --accept; expected one of them\.$/],
    [['--accept'], /^Received --accept without a name/],
    [['--', '--all'], /^Received arguments for what makes an artefact and 0 names; expected one\.$/],
  ])('%j is refused with what is expected', (args, message) => {
    expect(readRequest(args)).toMatch(message);
  });
});

it('the record is a file that a person can read a change of', () => {
  expect(readFileSync('artefacts.json', 'utf8').split('\n').length).toBeGreaterThan(ARTEFACTS.length * 3);
});
