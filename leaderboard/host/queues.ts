/**
 * The queues of the site's heavy work, one for each kind: a flood of one kind fills its own queue and keeps no other
 * waiting. Each kind of work in threads has threads of its own (worker-pool.ts), as many as its queue is wide.
 */
import { BoundedQueue, type QueueBounds, type QueueState } from './bounded-queue.ts';

/** A job of a queue takes its core alone; there may be two cores. What waits is done within about half a minute. */
const QUEUES = {
  /** Checks of bundles. Two, so that one of the longest keeps nobody waiting. */
  uploads: { width: 2, waiting: 32, what: 'uploads', retrySeconds: 10 },
  /** Filled by the schedule alone, a job at a time. */
  scoring: { width: 1, waiting: 100, what: 'boards to be scored', retrySeconds: 30 },
  comparisons: { width: 1, waiting: 12, what: 'comparisons', retrySeconds: 10 },
  frames: { width: 1, waiting: 12, what: 'views of samples', retrySeconds: 10 },
  snapshots: { width: 1, waiting: 4, what: 'snapshots to be verified', retrySeconds: 30 },
  /** Answers of the API that are made in this thread, from the database. */
  answers: { width: 4, waiting: 100, what: 'different questions to the API', retrySeconds: 5 },
} as const satisfies Readonly<Record<string, QueueBounds>>;

export type QueueName = keyof typeof QUEUES;

const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** On globalThis because Next loads a module once per bundle: there is to be one queue of a kind. */
const KEY = Symbol.for('heirloom.queues');
const holder = globalThis as typeof globalThis & { [KEY]?: Map<QueueName, BoundedQueue> };

export function queueOf(name: QueueName): BoundedQueue {
  holder[KEY] ??= new Map(QUEUE_NAMES.map((each) => [each, new BoundedQueue(QUEUES[each])]));
  return holder[KEY].get(name) as BoundedQueue;
}

/** How many jobs of a kind run at once. */
export const widthOf = (name: QueueName): number => QUEUES[name].width;

/** All queues at this moment. */
export function queueStates(): Readonly<Record<QueueName, QueueState>> {
  return Object.fromEntries(QUEUE_NAMES.map((name) => [name, queueOf(name).state])) as Record<QueueName, QueueState>;
}
