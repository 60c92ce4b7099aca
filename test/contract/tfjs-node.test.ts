/** The same with native TensorFlow; left out, with the reason, where that does not load. */
import { benchmarksOf, holdContract } from '../support/strategy-contract.ts';

for (const benchmark of benchmarksOf('tensors')) holdContract(benchmark, 'tfjs-node');
