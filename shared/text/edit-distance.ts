// Damerau-Levenshtein distance (adjacent letters swapped count as one mistake), given up once it exceeds a limit.

/** @returns the distance, or `limit` when it is at least that much */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let older: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) best = Math.min(best, (older[column - 2] ?? 0) + 1);
      current.push(best);
    }
    if (Math.min(...current) >= limit) return limit;
    older = previous;
    previous = current;
  }
  return Math.min(previous[other.length] ?? limit, limit);
}
