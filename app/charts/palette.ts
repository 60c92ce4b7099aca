/** The site's colours for pictures that stand alone and see no stylesheet of it. A test holds them to styles/tokens.css. */
export const COLOURS = [
  'paper',
  'ink',
  'muted',
  'line',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
  'series-8',
  'control',
] as const;

export type Palette = Readonly<Record<(typeof COLOURS)[number], string>>;

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    paper: '#fbfaf7',
    ink: '#1c2126',
    muted: '#5a626b',
    line: '#dcd9d0',
    'series-1': '#0072b2',
    'series-2': '#d55e00',
    'series-3': '#009e73',
    'series-4': '#cc79a7',
    'series-5': '#b8860b',
    'series-6': '#4aa3df',
    'series-7': '#7a5195',
    'series-8': '#8c6d46',
    control: '#6b7280',
  },
  dark: {
    paper: '#14171a',
    ink: '#e8e6e0',
    muted: '#a4acb4',
    line: '#343a40',
    'series-1': '#56a8e0',
    'series-2': '#f08a3c',
    'series-3': '#2fc79a',
    'series-4': '#e29bc2',
    'series-5': '#d9b33c',
    'series-6': '#8ccbf3',
    'series-7': '#b79ad6',
    'series-8': '#c3a67e',
    control: '#9aa3ac',
  },
};
