interface Placed {
  readonly dose: number;
  readonly vouched: boolean;
}

/** Of several entries with one dose a line goes through the first that the site answers for, else through the first; by dose. */
export function throughDoses<Point extends Placed>(points: readonly Point[]): Point[] {
  const chosen = new Map<number, Point>();
  for (const point of points) {
    const known = chosen.get(point.dose);
    if (known === undefined || (!known.vouched && point.vouched)) chosen.set(point.dose, point);
  }
  return [...chosen.values()].sort((a, b) => a.dose - b.dose);
}
