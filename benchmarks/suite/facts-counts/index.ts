import { type Associations, associationsLearner, drawStatements } from '../../learners/associations.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { AliasTable } from '../../numerics/alias-table.ts';
import { Batch } from '../../numerics/batch.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { drawPeople, meanByDecile, OPTIONS, type People, panelOf, trueValue } from '../shared/people.ts';
import { ATTRIBUTES, OPTION_COUNTS } from '../shared/people-form.ts';
import { namesOfPeople } from '../shared/people-names.ts';
import { card } from './card.ts';
import { CHANCE } from './laws.ts';

const SHOWN_STATEMENTS = 16;

export default defineBenchmark(card, ({ sampleSize, people: count, exponent }) => {
  const toText = (batch: Batch, index: number): string => spell(batch.row(index), count);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    toText,
    open: (rng) => openWorld(drawPeople(count, exponent, rng.child('people'))),
    showReal: (batch) => ({
      kind: 'sentences',
      sentences: Array.from({ length: Math.min(SHOWN_STATEMENTS, batch.count) }, (_, i) => toText(batch, i)),
    }),
  };
});

/** What stands between the person and the value. */
const WORDS = ['was born in', 'was born at', 'earned a living as a', 'crossed the ocean in'];

function spell([person, attribute, value]: ArrayLike<number> & Iterable<number>, count: number): string {
  const at = attribute as number;
  return `${namesOfPeople(count)[person as number]} ${WORDS[at]} ${OPTIONS[at]?.[value as number]}.`;
}

function openWorld(people: People): World<MetricIdOf<typeof card>> {
  const learner = associationsLearner({ popularity: people.popularity, options: OPTION_COUNTS });
  const subjects = new AliasTable(people.popularity);
  const isTrue = ([person, attribute, value]: Float64Array): boolean =>
    trueValue(people, person as number, attribute as number) === value;
  /** Of each person, mean over the facts `[people]`. */
  const accuracies = (model: Associations): Float64Array =>
    Float64Array.from({ length: people.count }, (_, person) => {
      let sum = 0;
      for (let at = 0; at < ATTRIBUTES.length; at++)
        sum += learner.probability(model, person, at, trueValue(people, person, at));
      return sum / ATTRIBUTES.length;
    });
  return {
    learner: learner as World['learner'],
    families: {},
    drawReal: (units, rng) =>
      drawStatements(subjects, ATTRIBUTES.length, units, rng, (person, at) => trueValue(people, person, at)),
    verify: (batch) => Uint8Array.from({ length: batch.count }, (_, i) => (isTrue(batch.row(i)) ? 1 : 0)),
    evaluate: ({ model, initial, rng }) => {
      const own = accuracies(model as Associations);
      const seen = {
        accuracy: meanByDecile(people, own),
        initialAccuracy: () => meanByDecile(people, accuracies(initial as Associations)),
        chance: CHANCE,
        invented: people.popularity.reduce((sum, share, person) => sum + share * (1 - (own[person] as number)), 0),
      };
      return measureAll(card.metrics, seen, rng);
    },
    publish: (model, rng) =>
      tellOfPanel(people, (person, at) => learner.answer(model as Associations, person, at, rng)),
  };
}

/** One statement of each fact of those whom sample files tell of. */
function tellOfPanel(people: People, answer: (person: number, attribute: number) => number): Batch {
  const rows = panelOf(people).flatMap((person) => ATTRIBUTES.flatMap((_, at) => [person, at, answer(person, at)]));
  return Batch.rows(Float64Array.from(rows), 3);
}
