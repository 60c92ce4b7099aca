/** Kaplan–Meier survival over generations (Kaplan & Meier, JASA 53, 1958), for right-censored collapse times. */
import { type Interval, standardNormalQuantile } from '../numerics/statistics.ts';
import { CONFIDENCE } from './method.ts';

/** One seed: the generation of its event, or the last one at which it was seen without one. */
export interface SurvivalTime {
  readonly time: number;
  readonly event: boolean;
}

/** The survival curve after the events of one generation. */
export interface SurvivalPoint {
  readonly generation: number;
  /** Share of seeds not collapsed after this generation. */
  readonly survival: number;
  /** Pointwise 95% interval, log(−log) transformed, from Greenwood's variance; null where survival is 0. */
  readonly interval: Interval | null;
  readonly atRisk: number;
  readonly events: number;
}

export interface Survival {
  /** Steps at the generations with events, rising; starts from 1 at generation 0, which is not listed. */
  readonly curve: readonly SurvivalPoint[];
  /** First generation at which survival is at most 0.5; null where that isn't reached. */
  readonly median: number | null;
  /** 95% interval of the median (Brookmeyer & Crowley, Biometrics 38, 1982); an end that isn't reached is null. */
  readonly medianInterval: { readonly low: number | null; readonly high: number | null };
  readonly events: number;
  /** Number of seeds. */
  readonly n: number;
}

/** Estimates survival from the times of n seeds. Seeds censored at a generation count as at risk in it. */
export function kaplanMeier(times: readonly SurvivalTime[]): Survival {
  const ordered = [...times].sort((a, b) => a.time - b.time);
  const eventsAt = new Map<number, number>();
  for (const { time, event } of ordered) if (event) eventsAt.set(time, (eventsAt.get(time) ?? 0) + 1);
  const z = standardNormalQuantile((1 + CONFIDENCE) / 2);
  let survival = 1;
  let greenwood = 0;
  let gone = 0;
  const curve = [...eventsAt].map(([generation, events]): SurvivalPoint => {
    while (gone < ordered.length && (ordered[gone] as SurvivalTime).time < generation) gone += 1;
    const atRisk = ordered.length - gone;
    survival *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    return { generation, survival, interval: logLogInterval(survival, greenwood, z), atRisk, events };
  });
  return {
    curve,
    median: firstAtMostHalf(curve, (point) => point.survival),
    medianInterval: {
      low: firstAtMostHalf(curve, (point) => point.interval?.[0] ?? 0),
      high: firstAtMostHalf(curve, (point) => point.interval?.[1] ?? 0),
    },
    events: times.filter((t) => t.event).length,
    n: times.length,
  };
}

/** S^exp(±z·√greenwood / |ln S|) (Kalbfleisch & Prentice 1980, section 1.4). */
function logLogInterval(survival: number, greenwood: number, z: number): Interval | null {
  if (survival <= 0) return null;
  const log = Math.log(survival);
  const width = (z * Math.sqrt(greenwood)) / Math.abs(log);
  return [Math.exp(log * Math.exp(width)), Math.exp(log * Math.exp(-width))];
}

function firstAtMostHalf(curve: readonly SurvivalPoint[], value: (point: SurvivalPoint) => number): number | null {
  return curve.find((point) => value(point) <= 0.5)?.generation ?? null;
}
