/** Every strategy on every benchmark that trains a network, with the default engine. */
import { benchmarksOf, holdContract } from '../support/strategy-contract.ts';

for (const benchmark of benchmarksOf('tensors')) holdContract(benchmark, 'wasm');
