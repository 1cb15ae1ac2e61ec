/** The known name that a mistyped one is nearest to: the fewest letters added, dropped or changed. */

/** The candidate nearest to the text; the first of equals. */
export function nearestOf(text: string, candidates: readonly string[]): string {
  const distances = candidates.map(candidate => ({ candidate, distance: distance(text, candidate) }));
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best), {
    candidate: '',
    distance: Infinity,
  }).candidate;
}

/** Levenshtein's distance, capitals and small letters alike; texts are cut at 80 characters. */
function distance(left: string, right: string): number {
  const [from, to] = [left, right].map(text => text.slice(0, 80).toLowerCase()) as [string, string];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at++) {
    const next = [at];
    for (let index = 1; index <= to.length; index++) {
      const changed = (row[index - 1] ?? 0) + (from[at - 1] === to[index - 1] ? 0 : 1);
      next.push(Math.min((row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
