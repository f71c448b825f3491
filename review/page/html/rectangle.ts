export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In CSS pixels; `x` and `y` are its middle. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

export function contains({ x, y, width, height }: Rectangle, point: Point): boolean {
  return Math.abs(point.x - x) <= width / 2 && Math.abs(point.y - y) <= height / 2;
}

/** A line without what of its beginning lies in one rectangle and what of its end in another; whole, if nothing would be left. */
export function outsideOf(points: readonly Point[], start?: Rectangle, end?: Rectangle): readonly Point[] {
  const left = withoutStart(points, start);
  const both = withoutStart(left.toReversed(), end).toReversed();
  return both.length < 2 ? points : both;
}

/** Of the line's middle piece. */
export function middleOf(points: readonly Point[]): Point {
  const at = Math.ceil((points.length - 1) / 2);
  const [before, after] = [points[at - 1] ?? { x: 0, y: 0 }, points[at] ?? { x: 0, y: 0 }];
  return { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 };
}

function withoutStart(points: readonly Point[], area: Rectangle | undefined): readonly Point[] {
  if (area === undefined) return points;
  const first = points.findIndex((point) => !contains(area, point));
  const [inside, outside] = [points[first - 1], points[first]];
  if (outside === undefined) return [];
  return inside === undefined ? points : [crossing(area, inside, outside), ...points.slice(first)];
}

/** Where the way from a point inside to one outside meets the border. */
function crossing({ x, y, width, height }: Rectangle, inside: Point, outside: Point): Point {
  const [dx, dy] = [outside.x - inside.x, outside.y - inside.y];
  const shareX = dx === 0 ? 1 : (x + (Math.sign(dx) * width) / 2 - inside.x) / dx;
  const shareY = dy === 0 ? 1 : (y + (Math.sign(dy) * height) / 2 - inside.y) / dy;
  const share = Math.min(shareX, shareY, 1);
  return { x: inside.x + dx * share, y: inside.y + dy * share };
}
