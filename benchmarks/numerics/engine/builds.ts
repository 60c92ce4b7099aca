/**
 * The builds of our kernels, of which all compute the same bits: native ones, compiled on the machine for its processor, and
 * two of WebAssembly. Which one a command uses is chosen once, in its main thread, and told to its workers.
 */
import { BUILD_IDS, type BuildId, type BuildRequest } from '../../protocol/engine.ts';
import { type BuildChoice, toldBuild } from './build-choice.ts';
import { openAddon } from './native/addon.ts';
import type { Opened } from './native/agreement.ts';
import { compileAddon } from './native/compile.ts';
import { selfTest } from './native/self-test.ts';
import { type NativeId, targetsHere } from './native/target.ts';
import { openModule } from './wasm/kernels.ts';
import { compilePortable, compileRelaxed } from './wasm/modules.ts';

const chosen = new Map<BuildRequest, BuildChoice>();

/** The build that this thread was told, else the fastest that works. */
export function currentBuild(): BuildChoice {
  return toldBuild() ?? chooseBuild('fastest');
}

/** The first of the builds that are asked for which works here; where none does, the fastest that does. */
export function chooseBuild(request: BuildRequest): BuildChoice {
  const known = chosen.get(request);
  if (known) return known;
  const asked = (id: BuildId) => request === 'fastest' || id === request || id.startsWith(`${request}-`);
  const choice = firstThatWorks([...BUILD_IDS.filter(asked), ...BUILD_IDS.filter((id) => !asked(id))], asked);
  chosen.set(request, choice);
  return choice;
}

/** How the build makes kernels that work in a memory. */
export function openBuild({ id, file }: Pick<BuildChoice, 'id' | 'file'>): Opened {
  if (file !== null) return (memory) => openAddon(file, memory);
  const module = id === 'relaxed' ? compileRelaxed() : compilePortable();
  if (module === null) throw new Error(`The build ${id} does not work here.`);
  return (memory) => openModule(module, memory);
}

/** What became of a look at a build. */
type Look =
  | { readonly works: true; readonly file: string | null; readonly how: string; readonly note: string | null }
  /** `expected` where this machine is none for it: nobody can change that. */
  | { readonly works: false; readonly why: string; readonly expected: boolean };

function firstThatWorks(ids: readonly BuildId[], asked: (id: BuildId) => boolean): BuildChoice {
  const tried: { id: BuildId; outcome: string }[] = [];
  const faults = new Set<string>();
  const lacks: string[] = [];
  // What was asked for could run here, and was not made or is not used.
  let isFaulty = false;
  for (const id of ids) {
    const look = LOOK[id]();
    if (look.works) {
      const reasons = [...(asked(id) || isFaulty ? [] : lacks), ...faults];
      const lost =
        reasons.length === 0
          ? []
          : [`${reasons.join('; ')}: networks train on the build ${id}, with the same results.`];
      const note = [...lost, ...(look.note === null ? [] : [look.note])].join(' ');
      return { id, file: look.file, tried: [...tried, { id, outcome: look.how }], note: note === '' ? null : note };
    }
    tried.push({ id, outcome: look.why });
    if (look.expected) lacks.push(`No build ${id} (${look.why})`);
    else {
      faults.add(`No native kernels (${look.why})`);
      isFaulty ||= asked(id);
    }
  }
  throw new Error('The portable build does not work.');
}

const LOOK: Readonly<Record<BuildId, () => Look>> = {
  'native-avx512': () => lookAtNative('native-avx512'),
  'native-avx2': () => lookAtNative('native-avx2'),
  'native-neon': () => lookAtNative('native-neon'),
  relaxed: () =>
    compileRelaxed() === null
      ? {
          works: false,
          why: `WebAssembly has no fused multiply-add on Node ${process.version}, ${process.arch}`,
          expected: true,
        }
      : {
          works: true,
          file: null,
          how: 'WebAssembly with relaxed SIMD, whose fused multiply-add works here',
          note: null,
        },
  portable: () => ({ works: true, file: null, how: 'WebAssembly without it, many times as slow', note: null }),
};

function lookAtNative(id: NativeId): Look {
  const target = targetsHere().find((one) => one.id === id);
  if (target === undefined) throw new RangeError(`There is no target ${id}.`);
  if (target.lack !== null) return { works: false, why: target.lack, expected: true };
  const compiled = compileAddon(target);
  if (typeof compiled === 'string') return { works: false, why: compiled, expected: false };
  const { file, compiler, note } = compiled;
  // Compiled only where the self-test was not made before.
  const webAssembly: Opened = (memory) =>
    openBuild({ id: compileRelaxed() ? 'relaxed' : 'portable', file: null })(memory);
  const fault = selfTest(file, webAssembly);
  if (fault !== null) return { works: false, why: `${file} is not used: ${fault}`, expected: false };
  return { works: true, file, how: `compiled by ${compiler}; its self-test gave WebAssembly’s bits`, note };
}
