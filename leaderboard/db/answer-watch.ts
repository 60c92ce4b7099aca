/** Whether a server answers, so that a request need not wait for one that hangs to learn that it does. */
import { log } from '../host/log.ts';
import { messageOf } from './message-of.ts';
import { isUnavailable, unavailableError } from './unavailable.ts';

export interface AnswerWatch<Answer> {
  /** Reads now. @throws unavailable where there is no answer within the limit */
  read(): Promise<Answer>;
  /** Waits only where the last answer is not of just now. @throws unavailable */
  require(): Promise<void>;
}

export interface AnswerLimits {
  /** How long an answer is waited for. */
  readonly waitMs: number;
  /** The same while the last question had none. */
  readonly awayMs: number;
  /** How long an answer shows that the next one will come. */
  readonly freshMs: number;
}

const ANSWER_LIMITS: AnswerLimits = { waitMs: 1000, awayMs: 100, freshMs: 1000 };

/** Watches the answers to a question, which is assumed to have been answered just now. */
export function watchAnswers<Answer>(
  ask: () => Promise<Answer>,
  { waitMs, awayMs, freshMs }: AnswerLimits = ANSWER_LIMITS,
): AnswerWatch<Answer> {
  let answeredAt = performance.now();
  let isAway = false;
  let probe: Promise<Answer> | null = null;

  const setAway = (reason: string | null): void => {
    if (isAway !== (reason !== null))
      log(reason === null ? 'the database answers again' : `the database does not answer: ${reason}`);
    isAway = reason !== null;
  };
  const question = async (): Promise<Answer> => {
    try {
      const answer = await ask();
      answeredAt = performance.now();
      setAway(null);
      return answer;
    } catch (error) {
      // Otherwise it is an answer, if no good one.
      if (!isUnavailable(error)) {
        setAway(null);
        throw error;
      }
      setAway(messageOf(error));
      throw unavailableError(error);
    }
  };
  const within = async (answer: Promise<Answer>): Promise<Answer> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          setAway('nothing within the time limit');
          reject(unavailableError());
        },
        isAway ? awayMs : waitMs,
      );
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      // Nobody waits for it any more where it was late.
      answer.catch(() => undefined);
    }
  };
  return {
    read: () => within(question()),
    require: async () => {
      if (!isAway && performance.now() - answeredAt < freshMs) return;
      probe ??= question().finally(() => {
        probe = null;
      });
      await within(probe);
    },
  };
}
