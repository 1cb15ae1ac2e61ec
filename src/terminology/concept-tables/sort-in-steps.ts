/** Sorts many numbers with pauses between pieces of work of a few milliseconds: short runs first, which are then merged. */
import { numberAt } from './number-at.ts';

type Compare = (left: number, right: number) => number;

const runLength = 4_096;
const mergedPerStep = 16_384;

/** The numbers in order, as `sort` gives them; takes the list over. */
export function* sortInSteps(numbers: Uint32Array, compare: Compare): Generator<undefined, Uint32Array> {
  for (let start = 0; start < numbers.length; start += runLength) {
    numbers.subarray(start, start + runLength).sort(compare);
    yield undefined;
  }
  let sorted = numbers;
  for (let length = runLength; length < sorted.length; length *= 2) sorted = yield* mergeRuns(sorted, length, compare);
  return sorted;
}

/** Of runs of this length each two as one. */
function* mergeRuns(numbers: Uint32Array, length: number, compare: Compare): Generator<undefined, Uint32Array> {
  const merged = new Uint32Array(numbers.length);
  for (let start = 0; start < numbers.length; start += 2 * length) {
    const left = numbers.subarray(start, start + length);
    const right = numbers.subarray(start + length, start + 2 * length);
    let [from, other] = [0, 0];
    while (from < left.length) {
      const isLeft = other >= right.length || compare(numberAt(left, from), numberAt(right, other)) <= 0;
      merged[start + from + other] = isLeft ? numberAt(left, from) : numberAt(right, other);
      if (isLeft) from++;
      else other++;
      if ((from + other) % mergedPerStep === 0) yield undefined;
    }
    merged.set(right.subarray(other), start + from + other);
  }
  return merged;
}
