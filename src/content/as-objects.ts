/** A value of a resource as the list that it should be, whoever wrote the resource. */

/** The objects of a list; none where the value is no list. */
export function asObjects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
}
