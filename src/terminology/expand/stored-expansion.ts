/**
 * A value set that has an expansion and no definition (https://hl7.org/fhir/valueset.html#expansion) consists of the
 * codes of that expansion, if it is whole: a page or an excerpt of one says nothing of the rest.
 */
import type {
  ValueSetCompose,
  ValueSetComposeInclude,
  ValueSetExpansion,
  ValueSetExpansionContains,
} from '../../fhir/model.ts';

type Enumeration = ValueSetComposeInclude & { concept: { code: string; display?: string }[] };

/** The enumeration that the expansion amounts to, or undefined if it is not whole. */
export function composeOfExpansion({
  contains = [],
  offset = 0,
  total,
}: ValueSetExpansion): ValueSetCompose | undefined {
  const entries = [...entriesOf(contains)];
  if (offset > 0 || (total ?? 0) > entries.length) return undefined;
  const includes = new Map<string, Enumeration>();
  for (const entry of entries) addTo(includes, entry);
  return { include: [...includes.values()] };
}

function addTo(
  includes: Map<string, Enumeration>,
  { system, version, code, display }: ValueSetExpansionContains,
): void {
  if (system === undefined || code === undefined) return;
  const key = JSON.stringify([system, version]);
  const include: Enumeration = includes.get(key) ?? { system, ...(version !== undefined && { version }), concept: [] };
  include.concept.push({ code, ...(display !== undefined && { display }) });
  includes.set(key, include);
}

/** Entries of all levels that are codes; one that only groups others has none. */
function* entriesOf(contains: readonly ValueSetExpansionContains[]): Generator<ValueSetExpansionContains> {
  const pending = contains.toReversed();
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    if (entry.code !== undefined) yield entry;
    pending.push(...(entry.contains ?? []).toReversed());
  }
}
