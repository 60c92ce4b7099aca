/** What the board's columns mean. */
export function ColumnHelp() {
  return (
    <dl className="columns-help small">
      <dt>Rank</dt>
      <dd>
        All ranks that the data allow, simultaneously with 95% confidence. Ranks of two entries may overlap: then the
        data can’t separate them. Ranks exist within one suite, tier and division only; controls and baselines have
        none.
      </dd>
      <dt>Overall score</dt>
      <dd>
        The mean of the benchmark scores, each first limited to −100…110, with a 95% interval. Blank where a benchmark
        is missing, diverged or not applicable: a missing score is never counted as zero.
      </dd>
      <dt>Benchmark scores</dt>
      <dd>
        Gap closed: where the strategy’s mean error over all generations lies between doing nothing (0) and fresh real
        data for ever (100), on the same seeds. It may leave that range. The small numbers are a 95% jackknife-t
        interval over the seeds; an asterisk marks fewer than 10 seeds.
      </dd>
      <dt>Real data</dt>
      <dd>Share of real examples in the training sets after generation 0, metered by the harness.</dd>
      <dt>Drawn a generation</dt>
      <dd>
        Examples drawn from models in each generation, rejected ones included, in units of the benchmark’s training size
        M; under it the calls to an outside check.
      </dd>
      <dt>Control, baseline, reported</dt>
      <dd>
        Controls anchor the score’s 0 and 100. Baselines were sent by this site’s owner. Reported entries came from
        others: their digests match, but nobody has run them again yet, so they are listed and not ranked.
      </dd>
    </dl>
  );
}
