/**
 * Codes of the value sets that required bindings name (https://hl7.org/fhir/terminologies.html#required), read from
 * their definitions alone: enumerations and whole code systems. It is no expansion: anything else is left to `$validate`.
 */
import { parseCanonical } from '../fhir/canonical.ts';
import type { CodeSystem, CodeSystemConcept, ValueSet, ValueSetComposeInclude } from '../fhir/model.ts';

/** Finds HL7's own ValueSet or CodeSystem with this url. */
export type FindTerminology = (type: 'ValueSet' | 'CodeSystem', url: string) => unknown;

/** More codes than this are no enumeration that a message could name, and cost more than they tell. */
const mostCodes = 500;
const deepestImport = 4;

/** A function for `DefinitionFinder.findValueSetCodes`; undefined where the codes are many or not all known. */
export function createValueSetCodes(find: FindTerminology): (canonical: string) => readonly string[] | undefined {
  const known = new Map<string, readonly string[] | undefined>();
  return canonical => {
    const { url } = parseCanonical(canonical);
    if (!known.has(url)) known.set(url, codesOfValueSet(url, find, 0));
    return known.get(url);
  };
}

type Codes = readonly string[] | undefined;

function codesOfValueSet(canonical: string, find: FindTerminology, depth: number): Codes {
  const valueSet = find('ValueSet', parseCanonical(canonical).url) as ValueSet | undefined;
  const { include = [], exclude = [] } = valueSet?.compose ?? {};
  if (depth > deepestImport || include.length === 0 || exclude.length > 0) return undefined;
  const all = joined(include.map(part => codesOfInclude(part, find, depth)));
  return all !== undefined && all.length <= mostCodes ? all : undefined;
}

function codesOfInclude(include: ValueSetComposeInclude, find: FindTerminology, depth: number): Codes {
  const { system, concept, filter, valueSet } = include;
  if (filter !== undefined || (valueSet !== undefined && system !== undefined)) return undefined;
  if (concept !== undefined) return concept.map(({ code }) => code);
  // Several value sets in one include mean what they have in common.
  const [imported] = valueSet ?? [];
  if (imported !== undefined) return valueSet?.length === 1 ? codesOfValueSet(imported, find, depth + 1) : undefined;
  return system === undefined ? undefined : codesOfSystem(system, find);
}

function codesOfSystem(url: string, find: FindTerminology): Codes {
  const codeSystem = find('CodeSystem', url) as CodeSystem | undefined;
  if (codeSystem?.content !== 'complete' || codeSystem.concept === undefined) return undefined;
  const codes: string[] = [];
  const waiting: CodeSystemConcept[] = [...codeSystem.concept];
  for (let next = waiting.pop(); next !== undefined && codes.length <= mostCodes; next = waiting.pop()) {
    codes.push(next.code);
    waiting.push(...(next.concept ?? []));
  }
  return codes.sort();
}

/** All codes, or undefined if those of a part are unknown. */
function joined(parts: readonly Codes[]): Codes {
  const codes = parts.filter(part => part !== undefined);
  return codes.length === parts.length ? [...new Set(codes.flat())] : undefined;
}
