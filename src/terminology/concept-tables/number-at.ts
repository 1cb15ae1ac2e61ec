/** The number at an index that is known to be there; the compiler can't know, and a loop pays nothing for this. */
export function numberAt(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}
