import type { ImageSheet } from '#leaderboard/submissions/image-sheet.ts';

interface Props {
  readonly sheet: ImageSheet;
  /** What is seen, in words. */
  readonly label: string;
  readonly className?: string;
}

/** Small images in a grid, every pixel sharp. Paper and ink change places where the page is dark. */
export function SheetImage({ sheet: { png, width, height }, label, className = '' }: Props) {
  return (
    // biome-ignore lint/performance/noImgElement: its bytes are here already, there is nothing to optimise
    <img
      alt={label}
      className={`image-sheet ${className}`}
      height={height}
      src={`data:image/png;base64,${png}`}
      width={width}
    />
  );
}
