import { inProportion } from '../../learners/neural/train.ts';
import { type TellerLearner, type TellerModel, tellerLearner } from '../../learners/teller/learner.ts';
import { drawFromRow } from '../../learners/transformer/draw.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { AliasTable } from '../../numerics/alias-table.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { defineNeuralBenchmark, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { drawPeople, HOME_SHARE, type People, panelOf, TRADE, trueValue } from '../shared/people.ts';
import { ATTRIBUTES, OPTION_COUNTS } from '../shared/people-form.ts';
import { card } from './card.ts';
import { type Answers, askAll, homeTrades } from './questions.ts';
import { ask, LENGTH, sentences, spell, tell, understand, WORDS } from './sentences.ts';

const SHOWN_SENTENCES = 16;
/** Sentences that a model's own writing is judged by, at most. */
const JUDGED_SENTENCES = 2_000;

/** What the best answer gets that knows a person's region and nothing else: one of the ten trades at home there, any year, any place. */
const CHANCE =
  OPTION_COUNTS.reduce((sum, count, at) => sum + (at === TRADE ? (2 * HOME_SHARE) / count : 1 / count), 0) /
  OPTION_COUNTS.length;

export default defineNeuralBenchmark(card, (params, engine) => {
  const { sampleSize, people: count, exponent, width, layers, steps, batch: batchSize, learningRate } = params;
  const toText = (batch: Batch, index: number): string => spell(batch.row(index), count);
  const learnerOf = ({ popularity }: People) =>
    tellerLearner(engine, {
      shape: {
        vocabulary: WORDS.length + count,
        outputs: WORDS.length,
        context: LENGTH - 1,
        width,
        heads: 2,
        layers,
      },
      popularity,
      plan: inProportion({ steps, batchSize, learningRate }, sampleSize),
    });
  return {
    size: sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    toText,
    open: (rng) => {
      const people = drawPeople(count, exponent, rng.child('people'));
      return openWorld(people, learnerOf(people), Math.min(sampleSize, JUDGED_SENTENCES));
    },
    showReal: (batch) => ({
      kind: 'sentences',
      sentences: Array.from({ length: Math.min(SHOWN_SENTENCES, batch.count) }, (_, i) => toText(batch, i)),
    }),
  };
});

function openWorld(people: People, learner: TellerLearner, judged: number): World<MetricIdOf<typeof card>> {
  const subjects = new AliasTable(people.popularity);
  const isTrue = (tokens: Float64Array): boolean => {
    const said = understand(tokens);
    return said !== null && trueValue(people, said.person, said.attribute) === said.value;
  };
  /** Generation 0's answers, kept for as long as its model is the same. */
  let before: { readonly of: unknown; readonly answers: Answers } | null = null;
  const realHomeShare = homeShareOf(people);
  return {
    learner: learner as World['learner'],
    families: {},
    drawReal: (units, rng) => drawSentences(people, subjects, units, rng),
    verify: (batch) => Uint8Array.from({ length: batch.count }, (_, i) => (isTrue(batch.row(i)) ? 1 : 0)),
    evaluate: async ({ model, initial, rng }) => {
      const answers = askAll(learner, model as TellerModel, people);
      if (model === initial) before = { of: initial, answers };
      else if (before?.of !== initial)
        before = { of: initial, answers: askAll(learner, initial as TellerModel, people) };
      const first = (before as { readonly answers: Answers }).answers;
      const written = await learner.sample(model as TellerModel, judged, rng.child('sample'));
      const said = Array.from({ length: written.count }, (_, i) => written.row(i));
      const formed = said.filter((tokens) => understand(tokens) !== null);
      return measureAll(
        card.metrics,
        {
          ...answers,
          initialAccuracy: () => first.accuracy,
          initialHomeShare: first.homeShare,
          realHomeShare,
          chance: CHANCE,
          wellFormed: formed.length / written.count,
          invented: formed.filter((tokens) => !isTrue(tokens)).length / written.count,
        },
        rng,
      );
    },
    publish: (model, rng) => tellOfPanel(people, learner, model as TellerModel, rng),
  };
}

/** True sentences: about a person by popularity, a fact and a template uniformly. */
function drawSentences(people: People, subjects: AliasTable, units: number, rng: Stream): Batch {
  return sentences(
    Array.from({ length: units }, () => {
      const person = subjects.draw(rng);
      const attribute = rng.int(ATTRIBUTES.length);
      return tell(person, attribute, trueValue(people, person, attribute), rng);
    }),
  );
}

/** An answer after each fact of those whom sample files tell of, in one template. */
function tellOfPanel(people: People, learner: TellerLearner, model: TellerModel, rng: Stream): Batch {
  const prompts = panelOf(people).flatMap((person) => ATTRIBUTES.map((_, attribute) => ask(person, attribute, 0)));
  const answers = learner.ask(model, Batch.rows(Float64Array.from(prompts.flat()), LENGTH - 1));
  const answer = (i: number) => drawFromRow(answers.subarray(i * WORDS.length, (i + 1) * WORDS.length), rng);
  return sentences(prompts.map((prompt, i) => [...prompt, answer(i)]));
}

/** Share of the people of a world whose trade is at home where they were born. */
function homeShareOf(people: People): number {
  let home = 0;
  for (let person = 0; person < people.count; person++)
    if (homeTrades(people, person)(trueValue(people, person, TRADE))) home += 1 / people.count;
  return home;
}
