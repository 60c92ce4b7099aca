/**
 * What papers say of training on generated data, as comparisons that the reference results can decide: behind the verdicts of
 * docs/replications.md. A claim that several benchmarks can contradict is asked of all of them.
 */

/** Something that has to hold on each benchmark that can tell. */
export type Prediction = { readonly on?: readonly string[] } & (
  | {
      /** This specification closes more of the gap than the other one; by more than so many points, where it says how many. */
      readonly better: string;
      readonly than: string;
      readonly by?: number;
    }
  | {
      /** A metric, or the primary one, goes up or down from generation 0 to the last. */
      readonly moves: string;
      readonly under: string;
      readonly to: 'up' | 'down';
    }
  /** The primary metric moves less in the second half of the generations than in the first. */
  | { readonly flattens: string }
);

export interface Claim {
  readonly id: string;
  readonly paper: string;
  /** Whether it is not the paper's own, but what a strategy made of it hopes for. */
  readonly hypothesis?: boolean;
  readonly claim: string;
  readonly predictions: readonly Prediction[];
  /** The strongest objection to reading the verdict as one on the paper. */
  readonly objection: string;
  /** Laws of docs/laws.md that say the same in closed form, by number. */
  readonly laws?: readonly number[];
}

const IN_TEXT = ['ngram-text', 'text-transformer'];

export const CLAIMS: readonly Claim[] = [
  {
    id: 'recursion',
    paper: 'Shumailov et al. 2024',
    claim: 'A model that is trained on its predecessor’s output loses the real distribution, generation by generation.',
    predictions: [{ moves: 'primary', under: 'replace', to: 'up' }],
    objection:
      'Ten generations of small models; where the world moves, standing still loses as well, and no part of that is recursion’s.',
    laws: [1, 4, 5],
  },
  {
    id: 'tails',
    paper: 'Shumailov et al. 2024',
    claim: 'Tails are lost first.',
    predictions: [
      { moves: 'tail-recall', under: 'replace', to: 'down', on: ['word-frequencies'] },
      { moves: 'rare-class-recall', under: 'replace', to: 'down', on: ['digits-longtail'] },
      { moves: 'outlier-mass', under: 'replace', to: 'down', on: ['gmm-2d'] },
      { moves: 'rare-fact-survival', under: 'replace', to: 'down', on: ['facts', 'facts-counts'] },
    ],
    objection:
      'The paper’s mixtures take from 50 to 2,000 generations; ten may be too few for them. That rare classes are lost says nothing of whether frequent ones are lost later: on `digits-longtail` they hardly are.',
    laws: [5, 11],
  },
  {
    id: 'bias',
    paper: 'Wyllie et al. 2024',
    claim: 'Recursive training amplifies a bias of the data.',
    predictions: [{ moves: 'bias-amplification', under: 'replace', to: 'up', on: ['facts'] }],
    objection:
      'The paper’s biases are of classes among images and of labels that follow them; here a skew of trades by region is read off sampled answers, and sampling, unlike choosing the likeliest, is what keeps a bias steady (Taori & Hashimoto 2023).',
  },
  {
    id: 'retained',
    paper: 'Shumailov et al. 2024',
    claim: 'With 10% of the original data in every generation little is lost: more than half of the gap is closed.',
    predictions: [
      { better: 'retain', than: 'replace' },
      { better: 'retain', than: 'replace', by: 50 },
    ],
    objection:
      'The paper’s 125 million weights start from a model of all English; here everything comes from M examples.',
  },
  {
    id: 'stability',
    paper: 'Bertrand et al. 2024',
    claim: 'Retraining is stable where the share of real data is large enough.',
    predictions: [
      { better: 'retain:share=0.2', than: 'retain:share=0.05' },
      { flattens: 'retain:share=0.2', on: ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'] },
    ],
    objection:
      'The paper speaks of a neighbourhood of the optimum and of shares near one half; in a world that moves kept data gets old.',
  },
  {
    id: 'accumulation',
    paper: 'Gerstgrasser et al. 2024',
    claim: 'Where data accumulates the error is bounded.',
    predictions: [
      { better: 'accumulate', than: 'replace' },
      { flattens: 'accumulate', on: ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'] },
    ],
    objection:
      'It trains on ten times as much at the end; a curve that flattens in ten generations is compatible with a bound and proves none.',
    laws: [3, 4, 5],
  },
  {
    id: 'fixed-budget',
    paper: 'Kazdan et al. 2024',
    claim:
      'A fixed training budget from an accumulating pool does better than replacing, and less well than a growing budget.',
    predictions: [
      { better: 'accumulate-subsample', than: 'replace' },
      { better: 'accumulate', than: 'accumulate-subsample' },
    ],
    objection: 'The pool has all of the original data for ever; the draw is stratified here.',
  },
  {
    id: 'fresh-loop',
    paper: 'Alemohammad et al. 2024 (MAD)',
    claim: 'With enough fresh real data quality holds; a fixed set of real data of the same size does not do it.',
    predictions: [
      { better: 'fresh', than: 'replace' },
      { better: 'fresh:share=0.2', than: 'fresh:share=0.05' },
      { better: 'fresh', than: 'retain' },
    ],
    objection:
      'Within ten generations fixed data has hardly begun to be worn out; the paper varies numbers of real and generated examples apart.',
    laws: [6, 7, 10],
  },
  {
    id: 'biased-sampling',
    paper: 'Alemohammad et al. 2024 (MAD)',
    claim: 'Sampling with a bias towards quality makes diversity fall faster.',
    predictions: [{ better: 'replace', than: 'temperature' }],
    objection:
      'The score asks for the whole distribution; the paper’s precision stays up, and is asked for by nobody here.',
  },
  {
    id: 'diversity-of-text',
    paper: 'Guo et al. 2023',
    claim: 'Diversity of text falls.',
    predictions: [
      { moves: 'distinct-1', under: 'replace', to: 'down', on: IN_TEXT },
      { moves: 'distinct-2', under: 'replace', to: 'down', on: IN_TEXT },
    ],
    objection: 'The paper measures summaries, news and stories by fine-tuned models; trigrams can’t repeat a style.',
  },
  {
    id: 'golden-ratio',
    paper: 'He et al. 2025',
    claim: 'Real data weighted by w* is worth more than at equal weights.',
    predictions: [
      { better: 'weight-golden:share=0.01', than: 'fresh:share=0.01' },
      { better: 'weight-golden', than: 'fresh:share=0.05' },
      { better: 'weight-golden:share=0.2', than: 'fresh:share=0.2' },
    ],
    objection:
      'w* is optimal in the long run; at ten generations a smaller weight is. The second pair has 4.5% against 5%.',
  },
  {
    id: 'epistemic-diversity',
    paper: 'Hodel & West 2025',
    claim: 'Several models that train on their pooled output collapse more slowly than one.',
    predictions: [
      { better: 'mix-sources', than: 'replace' },
      { better: 'mix-sources:budget=full', than: 'replace' },
      { better: 'mix-sources:budget=full', than: 'mix-sources:budget=full,own=1' },
    ],
    objection:
      'One member is judged here and not the ecosystem; by default three models share one training budget, which is harder than what the paper’s larger runs ask.',
  },
  {
    id: 'verification',
    paper: 'Feng et al. 2024',
    claim: 'Choosing with a verifier, even an imperfect one, prevents collapse, and how good it is matters.',
    predictions: [
      { better: 'filter-verifier', than: 'replace' },
      { better: 'filter-verifier:accuracy=1', than: 'filter-verifier:accuracy=0.7' },
    ],
    objection: 'The suite’s verifier accepts a region, not right answers: it cuts what it can’t see outside of it.',
  },
  {
    id: 'knowledge-centre',
    paper: 'Yi et al. 2025',
    claim:
      'A verifier that errs systematically or was learnt gains at first, and converges to its own knowledge and not to the truth.',
    predictions: [
      { better: 'filter-verifier:check=learned', than: 'replace' },
      { better: 'filter-verifier', than: 'filter-verifier:bias=0.25' },
      {
        flattens: 'filter-verifier:check=learned',
        on: ['gaussian', 'regression', 'word-frequencies', 'gmm-2d', 'ngram-text'],
      },
    ],
    objection:
      'The theory is of least squares, where it is seen; a discriminator of counts or mixtures is another thing.',
  },
  {
    id: 'curation',
    paper: 'Ferbach et al. 2024',
    claim: 'Choosing by a judge converges to the judge’s favourite: variance is lost.',
    predictions: [
      { moves: 'variance-ratio', under: 'best-of:judge=verifier', to: 'down', on: ['gaussian', 'gaussian-drift'] },
    ],
    objection:
      'The paper’s reward is graded, the check here says yes or no; where the world moves, the variance is compared with one that grows.',
  },
  {
    id: 'sharpening',
    paper: 'Huang et al. 2024',
    claim: 'The best of k by the model’s own likelihood sharpens: as a distribution it is worse than replacing.',
    predictions: [
      { better: 'replace', than: 'best-of' },
      { better: 'replace', than: 'best-of:k=10' },
    ],
    objection: 'The paper asks for good answers and not for a distribution, and does it once.',
  },
  {
    id: 'surprise',
    paper: 'Gambetta et al. 2024',
    claim: 'Training on what surprises the model mitigates collapse; training on what does not makes it worse.',
    predictions: [
      { better: 'select-surprise', than: 'replace' },
      { better: 'select-surprise', than: 'select-surprise:keep=high' },
    ],
    objection: 'The paper is about language models alone, and chooses from pools that hold human documents.',
  },
  {
    id: 'entropy',
    paper: 'Shi et al. 2025',
    claim: 'A training subset of high nearest-neighbour entropy slows the collapse.',
    predictions: [{ better: 'select-entropy', than: 'replace' }],
    objection:
      'The paper is about diffusion models that memorise; a Gaussian has nothing to memorise with, and is widened.',
  },
  {
    id: 'detection',
    paper: 'Drayson et al. 2025',
    claim: 'Weights from a detector of generated data prevent collapse.',
    predictions: [{ better: 'filter-detector', than: 'replace' }],
    objection:
      'Alone it finds samples only, with no real data among them to prefer; the paper’s pool holds human text.',
  },
  {
    id: 'neon',
    paper: 'Alemohammad et al. 2025 (Neon)',
    claim: 'A step away from a copy that was trained on the model’s own samples makes the model better.',
    predictions: [{ better: 'neon', than: 'replace' }],
    objection:
      'The paper takes one step with w tuned against real data, for samplers that favour the probable; exact samplers have nothing to undo.',
    laws: [8],
  },
  {
    id: 'negative-guidance',
    paper: 'Alemohammad et al. 2024 (SIMS)',
    claim: 'Sampling away from a copy that was trained on the model’s own samples keeps a loop from collapse.',
    predictions: [{ better: 'negative-guidance', than: 'replace' }],
    objection: 'Diffusion models guided at every step, with ω tuned against real data, are not here.',
  },
  {
    id: 'growth',
    paper: 'Xu et al. 2025',
    claim: 'Training sets that grow faster than linearly keep the recursion near the truth without real data.',
    predictions: [
      { better: 'grow', than: 'replace' },
      { flattens: 'grow', on: ['gaussian', 'regression', 'word-frequencies'] },
    ],
    objection:
      'It buys with samples what others buy with real data: fourteen times as many in the last of ten generations.',
    laws: [9],
  },
  {
    id: 'decay',
    paper: 'Bakshi & Chakraborty 2026',
    claim: 'A share of real data that decays holds a model less well than one that stays, and better than none.',
    predictions: [
      { better: 'fresh:share=0.2', than: 'fresh:decay=0.5,share=0.2' },
      { better: 'fresh:decay=0.5,share=0.2', than: 'fresh:decay=1,share=0.2' },
      { better: 'fresh:decay=1,share=0.2', than: 'replace' },
    ],
    objection:
      'The paper lets samples grow as well; with M that stays, closed forms say that no decaying share is enough.',
    laws: [10],
  },
  {
    id: 'truncated-loss',
    paper: 'Shabgahi et al. 2025 (ForTIFAI)',
    claim: 'A loss that leaves confident tokens out delays collapse.',
    predictions: [
      { better: 'truncate-loss:by=confidence,gamma=0.99', than: 'replace' },
      { better: 'truncate-loss', than: 'replace' },
    ],
    objection: 'A network this small is hardly ever 99% sure of a token.',
  },
  {
    id: 'token-editing',
    paper: 'Zhu et al. 2024 (ToEdit)',
    claim: 'Resampling the tokens that a model is too sure of keeps the error bounded.',
    predictions: [{ better: 'token-edit', than: 'replace' }],
    objection: 'The paper edits human text; the closed default here edits samples.',
  },
  {
    id: 'anchoring',
    paper: 'Li et al. 2018 (L2-SP)',
    hypothesis: true,
    claim: 'A penalty on the distance to generation 0’s parameters slows collapse.',
    predictions: [{ better: 'anchor', than: 'replace' }],
    objection: 'It can do no better than generation 0: where the world moves that is far behind.',
  },
  {
    id: 'distillation',
    paper: 'Hinton et al. 2015',
    hypothesis: true,
    claim: 'Generation 0 as a teacher slows collapse.',
    predictions: [{ better: 'distill', than: 'replace' }],
    objection: 'Keeping generation 0 and asking it is close to not going on at all.',
  },
  {
    id: 'robustness',
    paper: 'Goodfellow et al. 2015, Madry et al. 2018',
    hypothesis: true,
    claim: 'Training on worst-case noise slows collapse.',
    predictions: [{ better: 'adversarial', than: 'replace' }],
    objection: 'One radius was tried.',
  },
  {
    id: 'typicality',
    paper: 'Nalisnick et al. 2019',
    hypothesis: true,
    claim: 'Leaving out samples that are not typical slows collapse.',
    predictions: [{ better: 'filter-typicality', than: 'replace' }],
    objection: 'The paper detects outliers of other data sets; a model’s own rare samples are what tails are made of.',
  },
  {
    id: 'deduplication',
    paper: 'Abbas et al. 2023 (SemDeDup)',
    hypothesis: true,
    claim: 'Leaving out near-duplicates and crowded regions slows collapse.',
    predictions: [{ better: 'dedup', than: 'replace' }],
    objection: 'Continuous samples have no duplicates, and counts of words nothing else.',
  },
];
