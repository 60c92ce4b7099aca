import type { BundlePreview, CheckedBundle } from '#benchmarks/protocol/checked.ts';
import { formatNumber } from '../../format.ts';
import { type FormWords, filled, type PreviewWords } from './words.ts';

interface Props {
  readonly checked: CheckedBundle;
  readonly words: FormWords;
  readonly preview: PreviewWords;
}

/** What the check found: every problem at its place, or how the entry will read. */
export function CheckedView({
  checked: { problems, omitted, warnings, preview },
  words,
  preview: previewWords,
}: Props) {
  return (
    <>
      {problems.length > 0 && (
        <>
          <h3>{filled(words.problems, { count: problems.length + omitted })}</h3>
          <Places places={problems} />
          {omitted > 0 && <p>{filled(words.omitted, { count: omitted })}</p>}
        </>
      )}
      {preview !== null && <p className="passes">{words.passes}</p>}
      {warnings.length > 0 && (
        <>
          <h3>{words.warnings}</h3>
          <Places places={warnings} />
        </>
      )}
      {preview !== null && <Preview preview={preview} words={previewWords} />}
    </>
  );
}

/** Messages of the check, which are in English. */
export function Places({ places }: { readonly places: CheckedBundle['problems'] }) {
  return (
    <ul className="places" lang="en">
      {places.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
}

const CONTROLS = ['replace', 'oracle'];

function Preview({ preview, words }: { readonly preview: BundlePreview; readonly words: PreviewWords }) {
  const { title, spec, suite, tier, authors, licence, attempts, runs } = preview;
  const number = (value: number | null) => (value === null ? words.none : formatNumber(value));
  return (
    <section aria-label={words.title} className="preview">
      <h3>{words.title}</h3>
      <p>
        <strong>{title}</strong> <code>{spec}</code>
      </p>
      <p className="small">
        {filled(words.place, { suite, tier })}
        <br />
        {filled(words.by, { authors: authors.join(words.list), licence, attempts })}
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              {[words.benchmark, words.division, words.seeds, words.metric, words.truth].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.benchmark}>
                <th lang="en" scope="row">
                  {run.benchmark}
                </th>
                <td>{run.division}</td>
                <td>
                  {run.completed} / {run.seeds}
                </td>
                <td lang="en">
                  <code>{run.metric}</code> {number(run.last)}
                </td>
                <td>{number(run.truth)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{CONTROLS.includes(spec) ? words.control : words.entry}</p>
    </section>
  );
}
