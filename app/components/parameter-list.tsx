import type { BenchmarkView } from '../../leaderboard/views.ts';

interface Props {
  readonly parameters: BenchmarkView['parameters'];
  /** Said of a parameter without a default. */
  readonly optional: string;
}

/** The parameters of a benchmark or a strategy with their defaults and what they take. */
export function ParameterList({ parameters, optional }: Props) {
  return parameters.map(({ name, takes, default: value }) => (
    <span key={name}>
      <code>{value === null ? name : `${name}=${value}`}</code>{' '}
      <span className="muted small">({value === null ? `${takes}; ${optional}` : takes})</span>{' '}
    </span>
  ));
}
