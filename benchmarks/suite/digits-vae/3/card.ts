import type { z } from 'zod';
import type { BenchmarkCard } from '../../../protocol/card.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { knobs, params, tiers } from '../../shared/digits-card-3.ts';
import { card as second } from '../card.ts';

export const card = {
  ...second,
  version: 3,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ steps }: z.infer<typeof params>) => steps,
  realData:
    'MNIST: 28×28 grey images of handwritten digits, 60,000 to draw from; of 10,000 held out each seed draws 5,000, 500 of each digit',
  learner: 'Variational autoencoder 784–200–12, Bernoulli pixels, trained from scratch each generation, 12.8 passes',
  params,
  tiers,
  knobs,
} satisfies BenchmarkCard;
