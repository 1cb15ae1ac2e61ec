/**
 * `CodeSystem/$find-matches` (https://hl7.org/fhir/R5/codesystem-operation-find-matches.html): the concepts that have
 * the properties asked for. Complete matches come first, then partial ones, by how much of the question they answer;
 * for a person (`exact` is false) also possible ones, by words of texts and by the hierarchy, each with a comment.
 */
import type { CodeSystemProvider, ConceptId, ConceptSet } from '../contracts/code-system-provider.ts';
import { FhirError, required, tooCostly } from '../fhir/fhir-error.ts';
import type { Coding, Parameters, ParametersParameter } from '../fhir/model.ts';
import { buildParameters } from '../fhir/parameters.ts';
import type { TypedValue } from '../fhir/parameters.ts';
import { getCodeSystem } from './find-code.ts';
import type { RequestScope } from './request-scope.ts';
import type { FindMatchesRequest, SoughtProperty } from './terminology-request.ts';
import { matchesTerms, searchKey, searchTerms } from './text-search.ts';
import type { WorkBudget } from './run-steps.ts';

/** Most properties in one question, and most concepts in one answer. */
const mostProperties = 50;
const mostMatches = 100;

/** The Parameters with a `match` for each concept. */
export async function findMatches(
  request: FindMatchesRequest,
  scope: RequestScope,
  budget: WorkBudget,
): Promise<Parameters> {
  const provider = getCodeSystem(request, scope);
  const { properties = [] } = request;
  if (properties.length === 0) throw required("Send at least one 'property' to match");
  if (properties.length > mostProperties) throw tooCostly(`Send at most ${mostProperties} properties at once`);
  const findings: Finding[] = [];
  for (const property of properties) {
    await budget.checkpoint();
    findings.push(
      request.exact ? exactly(provider, property) : loosely(provider, property, exactly(provider, property)),
    );
  }
  const ranked = await rank(findings, budget);
  return buildParameters(...ranked.map(id => describe(provider, id, findings, request.exact)));
}

/** Which concepts have one property, and which may be meant. */
interface Finding {
  readonly property: SoughtProperty;
  readonly exact: ConceptSet | undefined;
  readonly possible: ReadonlyMap<ConceptId, string>;
}

const none: ReadonlyMap<ConceptId, string> = new Map();

/** Nested properties have no place in a CodeSystem resource; what the code system can't tell matches nothing. */
function exactly(provider: CodeSystemProvider, property: SoughtProperty): Finding {
  const text = property.subproperty.length > 0 ? undefined : textOf(property.value);
  if (text === undefined) return { property, exact: undefined, possible: none };
  try {
    const exact = provider.filter({ property: property.code, op: '=', value: text });
    return { property, exact, possible: none };
  } catch (error) {
    if (error instanceof FhirError && error.issues[0]?.code !== 'too-costly')
      return { property, exact: undefined, possible: none };
    throw error;
  }
}

/** A Coding by its code, as filters compare it. */
function textOf(value: TypedValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.type === 'Coding') return (value.value as Coding).code;
  return typeof value.value === 'object' ? undefined : String(value.value);
}

function loosely(provider: CodeSystemProvider, property: SoughtProperty, finding: Finding): Finding {
  const text = finding.property.value === undefined ? undefined : textOf(finding.property.value);
  if (text === undefined) return finding;
  const possible = new Map<ConceptId, string>();
  for (const id of byHierarchy(provider, property, text))
    possible.set(id, `'${property.code}' is met by a narrower code`);
  for (const id of byWords(provider, property, text)) possible.set(id, `'${property.code}' has the words of '${text}'`);
  return { ...finding, possible };
}

/** Concepts whose value of the property is below the code that is sought. */
function byHierarchy(provider: CodeSystemProvider, { code }: SoughtProperty, text: string): readonly ConceptId[] {
  const sought = provider.findConcept(text);
  if (sought === undefined || !provider.hasSubsumption) return [];
  if (code === 'parent') return idsWhere(provider, id => id !== sought && provider.subsumes(sought, id));
  const isBelow = (value: unknown): boolean => {
    const other = provider.findConcept(textOf({ type: typeof value === 'object' ? 'Coding' : 'code', value }) ?? '');
    return other !== undefined && other !== sought && provider.subsumes(sought, other);
  };
  return idsWhere(provider, id =>
    provider.getProperties(id).some(own => own.code === code && own.valueType !== 'valueString' && isBelow(own.value)),
  );
}

function byWords(provider: CodeSystemProvider, { code }: SoughtProperty, text: string): readonly ConceptId[] {
  const terms = searchTerms(text);
  if (terms.length === 0) return [];
  if (code === 'display' || code === 'designation') return [...provider.search(text)];
  const textsOf = (id: ConceptId): readonly string[] =>
    code === 'definition'
      ? [provider.getDefinition(id) ?? '']
      : provider
          .getProperties(id)
          .flatMap(own => (own.code === code && typeof own.value === 'string' ? [own.value] : []));
  return idsWhere(provider, id => textsOf(id).some(value => matchesTerms(searchKey(value), terms)));
}

function idsWhere(provider: CodeSystemProvider, test: (id: ConceptId) => boolean): readonly ConceptId[] {
  return [...provider.all()].filter(test);
}

const exactWeight = 1000;

/** Best first; equal ones in the code system's own order. */
async function rank(findings: readonly Finding[], budget: WorkBudget): Promise<readonly ConceptId[]> {
  const scores = new Map<ConceptId, number>();
  for (const { exact, possible } of findings) {
    await budget.checkpoint();
    for (const id of exact ?? []) scores.set(id, (scores.get(id) ?? 0) + exactWeight);
    for (const id of possible.keys()) if (exact?.has(id) !== true) scores.set(id, (scores.get(id) ?? 0) + 1);
  }
  return [...scores]
    .sort(([leftId, left], [rightId, right]) => right - left || leftId - rightId)
    .slice(0, mostMatches)
    .map(([id]) => id);
}

function describe(
  provider: CodeSystemProvider,
  id: ConceptId,
  findings: readonly Finding[],
  exact: boolean,
): ParametersParameter {
  const missed = findings.filter(finding => finding.exact?.has(id) !== true);
  const display = provider.getDisplay(id);
  const { url, version } = provider;
  const coding = {
    system: url,
    ...(version !== undefined && { version }),
    code: provider.getCode(id),
    ...(display !== undefined && { display }),
  };
  const unmatched = missed.filter(({ possible }) => !possible.has(id));
  return {
    name: 'match',
    part: [
      { name: 'code', valueCoding: coding },
      ...unmatched.map(({ property }) => describeUnmatched(property)),
      ...(exact ? [] : [{ name: 'comment', valueString: commentOn(id, missed, findings.length) }]),
    ],
  };
}

function commentOn(id: ConceptId, missed: readonly Finding[], asked: number): string {
  if (missed.length === 0) return 'Complete match: all properties are met';
  const hints = missed.flatMap(({ possible }) => possible.get(id) ?? []);
  const met = asked - missed.length;
  const kind = met > 0 && hints.length === 0 ? 'Partial match' : 'Possible match';
  return [`${kind}: ${met} of ${asked} properties are met exactly`, ...hints].join('; ');
}

function describeUnmatched({ code, value, subproperty }: SoughtProperty): ParametersParameter {
  return {
    name: 'unmatched',
    part: [
      { name: 'code', valueCode: code },
      ...(value === undefined ? [] : [{ name: 'value', [valueKey(value)]: value.value }]),
      ...subproperty.map(nested => ({
        name: 'property',
        part: [
          { name: 'code', valueCode: nested.code },
          { name: 'value', [valueKey(nested.value)]: nested.value.value },
        ],
      })),
    ],
  };
}

function valueKey({ type }: TypedValue): string {
  return `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
