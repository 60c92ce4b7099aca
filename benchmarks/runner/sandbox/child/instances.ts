/**
 * The module in a world of its own. The script is one function there, whose every call makes the module anew: what it had in its
 * variables is gone with the generation, and whatever two calls share is frozen.
 */
import { endowments, strip } from './globals.ts';

/** A module's strategy as it is in the sandbox. */
export type Hooks = Readonly<Record<string, unknown>>;

interface Defined {
  readonly card: unknown;
  readonly create: (params: object) => unknown;
}

const HOOKS = ['compose', 'fit', 'sample'];
const DEFINED = new WeakMap<object, Defined>();

const ENDOWED: Readonly<Record<string, unknown>> = harden({
  ...endowments(),
  defineStrategy: (card: unknown, create: unknown): object => {
    if (typeof create !== 'function')
      throw new TypeError(
        `defineStrategy received ${typeof create} as its second argument; expected a function of the parameters.`,
      );
    const strategy = Object.freeze({});
    DEFINED.set(strategy, { card, create: create as Defined['create'] });
    return strategy;
  },
});

let known: { readonly script: string; readonly factory: () => { default?: object } | undefined } | null = null;

/** The script as a function in a compartment of its own, whose globals can't be written. */
function factoryOf(script: string): () => { default?: object } | undefined {
  if (known?.script === script) return known.factory;
  const compartment = new Compartment({ globals: ENDOWED, __options__: true });
  strip(compartment.globalThis, ENDOWED);
  harden(compartment.globalThis);
  // A global is looked up by its name each time, through what SES puts around a compartment; a constant is not.
  const names = Object.keys(ENDOWED).join(', ');
  const factory = harden(compartment.evaluate(`(({ ${names} }) => () => { ${script} })(globalThis)`));
  known = { script, factory };
  return factory;
}

/** Runs the script. @throws whatever the module throws */
function evaluated(script: string): Defined {
  const { default: strategy } = factoryOf(script)() ?? {};
  const defined = typeof strategy === 'object' && strategy !== null ? DEFINED.get(strategy) : undefined;
  if (defined === undefined)
    throw new TypeError(
      'The module’s default export is no strategy; expected export default defineStrategy(card, create).',
    );
  return defined;
}

/** The card as plain JSON. */
export const cardOf = (script: string): unknown => JSON.parse(JSON.stringify(evaluated(script).card) ?? 'null');

/** A new instance. @throws TypeError for one with other hooks than there are */
export function instanceOf(script: string, params: object): Hooks {
  const hooks = evaluated(script).create(Object.freeze({ ...params }));
  if (typeof hooks !== 'object' || hooks === null)
    throw new TypeError(`The strategy is ${hooks === null ? 'null' : typeof hooks}; expected an object with hooks.`);
  for (const [name, hook] of Object.entries(hooks)) {
    if (hook === undefined) continue;
    if (!HOOKS.includes(name))
      throw new TypeError(
        `The strategy has a hook "${name}"; expected ${HOOKS.join(', ')}: other learners beside the main one are for built-in strategies.`,
      );
    if (typeof hook !== 'function') throw new TypeError(`The hook "${name}" is ${typeof hook}; expected a function.`);
  }
  return hooks as Hooks;
}

export const hooksOf = (instance: Hooks): readonly string[] => HOOKS.filter((name) => instance[name] !== undefined);
