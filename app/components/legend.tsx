import { getTranslations } from 'next-intl/server';
import { lineStyles } from '#benchmarks/figures/line-styles.ts';
import type { ChartLine } from '#leaderboard/views/index.ts';
import { LegendPins } from './legend-pins.tsx';

interface Props {
  readonly lines: readonly ChartLine[];
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
}

/** The legend of a page's figures. Its signs bring lines into focus. */
export async function Legend({ lines, pathPrefix }: Props) {
  const t = await getTranslations('common.charts');
  const styles = lineStyles(lines);
  return (
    <LegendPins
      help={t('focusHelp')}
      lines={lines.flatMap(({ id, spec, role }) => {
        const style = styles.get(id);
        if (style === undefined) return [];
        const isReference = role === 'control';
        return [{ id, spec, style, isReference, pin: t('pin', { name: spec }), pinned: t('pinned', { name: spec }) }];
      })}
      pathPrefix={pathPrefix}
    />
  );
}
