/** Seeded initial weights. */
import type { Stream } from '../../numerics/stream.ts';
import type { Weight } from './weights.ts';

/** Weights of a layer before a rectifier: N(0, 2/inputs) (He et al. 2015, eq. 10). `[inputs, outputs]` */
export function heNormal(inputs: number, outputs: number, rng: Stream): Weight {
  return normal(inputs, outputs, Math.sqrt(2 / inputs), rng);
}

/** Weights of a layer without one: N(0, 2/(inputs + outputs)) (Glorot & Bengio 2010, eq. 12). `[inputs, outputs]` */
export function glorotNormal(inputs: number, outputs: number, rng: Stream): Weight {
  return normal(inputs, outputs, Math.sqrt(2 / (inputs + outputs)), rng);
}

export function zeros(length: number): Weight {
  return { shape: [length], values: new Float32Array(length) };
}

function normal(inputs: number, outputs: number, deviation: number, rng: Stream): Weight {
  return { shape: [inputs, outputs], values: rng.normals(inputs * outputs, deviation) };
}
