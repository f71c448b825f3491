import type { Point } from "./rectangle.ts";

const HEAD_LENGTH = 9;
const HEAD_HALF_WIDTH = 4;

/** A line with soft bends through the points, and an arrow's head at its end. */
export function edgePath(points: readonly Point[]): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return "";
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const neck = { x: end.x - along.x * HEAD_LENGTH, y: end.y - along.y * HEAD_LENGTH };
  const side = { x: -along.y * HEAD_HALF_WIDTH, y: along.x * HEAD_HALF_WIDTH };
  const head = `M${at(end)}L${at({ x: neck.x + side.x, y: neck.y + side.y })}L${at({ x: neck.x - side.x, y: neck.y - side.y })}Z`;
  return `<path class="line" d="${softLine([...points.slice(0, -1), neck])}"/><path class="head" d="${head}"/>`;
}

/** From middle to middle of the pieces; the points between them pull. */
function softLine(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)}${bends.join("")}L${at(rest.at(-1) ?? first)}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
