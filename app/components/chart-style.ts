/** What all charts' tooltips look like. */
export const TOOLTIP_STYLE = {
  background: 'var(--raised)',
  border: '1px solid var(--line)',
  borderRadius: 6,
  fontSize: 12,
} as const;
