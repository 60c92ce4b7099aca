/** Where a ledger shows more than the declared regime allows. */
import { type LedgerEntry, OUTSIDE_SOURCE } from '../protocol/ledger.ts';
import type { Regime } from '../protocol/regime.ts';
import type { Fault } from './ledger-rules.ts';

interface Rule {
  /** The field of the ledger entry that shows it. */
  readonly field: keyof LedgerEntry;
  readonly shows: (entry: LedgerEntry, size: number) => boolean;
  readonly allowedBy: (regime: Regime) => boolean;
  readonly message: string;
}

const RULES: readonly Rule[] = [
  {
    field: 'realRetained',
    shows: (entry) => entry.realRetained > 0,
    allowedBy: (regime) => regime.realData !== 'none',
    message: 'earlier real data was trained on; the regime says realData "none"',
  },
  {
    field: 'realFresh',
    shows: (entry) => entry.realFresh > 0,
    allowedBy: (regime) => regime.realData === 'fresh',
    message: 'fresh real data was trained on; expected the regime to say realData "fresh"',
  },
  {
    field: 'trainingSize',
    shows: (entry, size) => entry.trainingSize > size,
    allowedBy: (regime) => regime.trainingSize === 'growing',
    message: 'more than M examples were trained on; the regime says trainingSize "fixed"',
  },
  {
    field: 'verifierCalls',
    shows: (entry) => entry.verifierCalls > 0,
    allowedBy: (regime) => regime.external !== 'none',
    message: 'the verifier was asked; the regime says external "none"',
  },
  {
    field: 'simulated',
    shows: (entry) => entry.simulated > 0,
    allowedBy: (regime) => regime.external === 'simulator' || regime.external === 'other-data',
    message: 'the simulator was used; expected the regime to say external "simulator"',
  },
  {
    field: 'synthetic',
    shows: (entry) => entry.synthetic.some(({ source, count }) => source === OUTSIDE_SOURCE && count > 0),
    allowedBy: (regime) => regime.external === 'other-data',
    message: 'examples of unknown source were trained on; expected the regime to say external "other-data"',
  },
  {
    field: 'reads',
    shows: (entry) => entry.reads.includes('origin-labels'),
    allowedBy: (regime) => regime.provenance === 'labels',
    message: 'origin labels were read; expected the regime to say provenance "labels"',
  },
  {
    field: 'reads',
    shows: (entry) => entry.reads.includes('older-models') || entry.reads.includes('older-samples'),
    allowedBy: (regime) => regime.memory === 'anchored',
    message: 'older models or samples were read; expected the regime to say memory "anchored"',
  },
];

/** Each rule that is broken, at the first entry that breaks it. Generation 0 is the same for everybody and left out. */
export function regimeFaults(ledger: readonly (readonly LedgerEntry[])[], regime: Regime, size: number): Fault[] {
  return RULES.filter((rule) => !rule.allowedBy(regime)).flatMap(({ field, shows, message }) => {
    for (const [seed, entries] of ledger.entries()) {
      const generation = entries.findIndex((entry, index) => index > 0 && shows(entry, size));
      if (generation >= 0) return [{ steps: ['ledger', seed, generation, field], message }];
    }
    return [];
  });
}
