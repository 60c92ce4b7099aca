/** Every strategy on every benchmark that is fitted in closed form, by counting or by EM. */
import { benchmarksOf, holdContract } from '../support/strategy-contract.ts';

for (const benchmark of benchmarksOf('js')) holdContract(benchmark, null);
