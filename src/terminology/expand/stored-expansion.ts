/**
 * A value set that has an expansion and no definition (https://hl7.org/fhir/valueset.html#expansion) consists of the
 * codes of that expansion, if it is whole: a page or an excerpt of one says nothing of the rest.
 */
import { notSupported } from '../../fhir/fhir-error.ts';
import type {
  ValueSetCompose,
  ValueSetComposeInclude,
  ValueSetExpansion,
  ValueSetExpansionContains,
} from '../../fhir/model.ts';

type Enumeration = ValueSetComposeInclude & { concept: { code: string; display?: string }[] };

/** The enumeration that the expansion amounts to, or undefined if it is not whole. */
export function composeOfExpansion(expansion: ValueSetExpansion): ValueSetCompose | undefined {
  const { contains = [] } = expansion;
  const entries = [...entriesOf(contains)];
  if (!isWhole(expansion, entries.length)) return undefined;
  const includes = new Map<string, Enumeration>();
  for (const entry of entries) addTo(includes, entry);
  return { include: [...includes.values()] };
}

/** Whether the expansion has all the codes of its value set. */
export function isWholeExpansion(expansion: ValueSetExpansion): boolean {
  return isWhole(expansion, [...entriesOf(expansion.contains ?? [])].length);
}

function isWhole({ offset = 0, total = 0 }: ValueSetExpansion, entries: number): boolean {
  return offset <= 0 && total <= entries;
}

/** The fault of a value set of which neither tells the codes. */
export function unknownCodes(name: string): Error {
  return notSupported(`The value set '${name}' has neither compose nor a whole expansion, so its codes are not known`, {
    txType: 'vs-invalid',
  });
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
    for (const below of (entry.contains ?? []).toReversed()) pending.push(below);
  }
}
