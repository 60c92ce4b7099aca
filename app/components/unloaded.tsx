interface Props {
  readonly words: { readonly failed: string };
  /** Where the numbers are. */
  readonly source: string;
}

/** Stands where numbers could not be loaded, and says where they are. */
export function Unloaded({ words, source }: Props) {
  return (
    <p>
      {words.failed} <a href={source}>{source}</a>
    </p>
  );
}
