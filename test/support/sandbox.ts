/** Modules for tests: a strategy's source in a sandbox of its own. */
import { fileURLToPath } from 'node:url';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { declaredCardSchema, moduleCard, strategyCardOf } from '#benchmarks/protocol/strategy-module.ts';
import { compileModule } from '#benchmarks/runner/sandbox/compile.ts';
import { SANDBOX_LIMITS, type SandboxLimits } from '#benchmarks/runner/sandbox/limits.ts';
import { sandboxProgram } from '#benchmarks/runner/sandbox/program.ts';
import { SandboxSession } from '#benchmarks/runner/sandbox/session.ts';
import { moduleStrategy } from '#benchmarks/runner/sandbox/strategy.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';

/** A copy of a built-in strategy as a module. */
export const modulePath = (name: string): string =>
  fileURLToPath(new URL(`./strategy-modules/${name}.ts`, import.meta.url));

/** A module around the hooks of one strategy: `compose: ({ base, size }) => base(size)`. */
export const moduleOf = (hooks: string, rules = '[]', before = ''): string => `${before}
export default defineStrategy(
  { id: 'of-a-test', version: 1, name: 'Of a test', summary: 'Tries something', licence: 'MIT', rules: ${rules} },
  () => ({ ${hooks} }),
);`;

/** Runs something with a module's strategy in a sandbox, which is gone afterwards. */
export async function withModule<Value>(
  source: string,
  work: (make: () => Strategy) => Promise<Value>,
  limits: Partial<SandboxLimits> = {},
): Promise<Value> {
  const session = new SandboxSession(await sandboxProgram(), { ...SANDBOX_LIMITS, ...limits });
  try {
    const script = await compileModule(source, 'strategy.ts');
    const { card } = await session.ask('card', { script });
    const declared = strategyCardOf(moduleCard(declaredCardSchema.parse(card), source));
    const params = declared.params.parse({}) as Params;
    const { hooks } = await session.ask('open', { script, params });
    const run = { hooks, needs: declared.needs(params), session: async () => session };
    return await work(() => moduleStrategy(run));
  } finally {
    await session.close();
  }
}
