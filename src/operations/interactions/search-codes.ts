/**
 * What the token modifiers `:in`, `:not-in`, `:above` and `:below` stand for (https://hl7.org/fhir/search.html#modifiers):
 * the codes of a value set, or those above or below a code. Both are expansions, which the terminology engine makes.
 */
import type { Cancellation } from '../../contracts/cancellation.ts';
import type { ResourceStore, SearchCriterion } from '../../contracts/resource-store.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import { invalid, notFound } from '../../fhir/fhir-error.ts';
import type { ValueSet, ValueSetExpansionContains } from '../../fhir/model.ts';
import { splitSearchValue, unescapeSearchValue } from '../../fhir/search-escape.ts';
import type { ResourceReference } from '../../terminology/terminology-request.ts';
import type { TerminologyService } from '../../terminology/terminology-service.ts';
import { defined } from '../defined.ts';

export interface CodeSources {
  readonly store: ResourceStore;
  readonly terminology: Pick<TerminologyService, 'expand'>;
  /** Aborted when the client leaves. */
  readonly signal?: Cancellation | undefined;
}

/** The filter operator whose result, with the code itself, each modifier means. */
const operators: ReadonlyMap<string, string> = new Map([
  ['below', 'is-a'],
  ['above', 'generalizes'],
]);

/** The criteria, with codes where their modifier asks for them; throws what the expansion throws. */
export async function resolveCodes(
  type: string,
  criteria: readonly SearchCriterion[],
  sources: CodeSources,
): Promise<readonly SearchCriterion[]> {
  const resolved: SearchCriterion[] = [];
  for (const criterion of criteria) {
    const isOfCodes = needsCodes(sources.store, type, criterion);
    resolved.push(isOfCodes ? { ...criterion, codes: await codesOf(criterion, sources) } : criterion);
  }
  return resolved;
}

/** Whether the modifier of any of the criteria asks for codes. */
export function needCodes(store: ResourceStore, type: string, criteria: readonly SearchCriterion[]): boolean {
  return criteria.some(criterion => needsCodes(store, type, criterion));
}

function needsCodes(store: ResourceStore, type: string, { name, modifier = '' }: SearchCriterion): boolean {
  if (modifier !== 'in' && modifier !== 'not-in' && !operators.has(modifier)) return false;
  return store.searchParameters(type).some(row => row.name === name && row.type === 'token');
}

async function codesOf({ name, modifier = '', values }: SearchCriterion, sources: CodeSources): Promise<Set<string>> {
  const codes = new Set<string>();
  const operator = operators.get(modifier);
  for (const value of values) {
    const valueSet =
      operator === undefined
        ? findValueSet(unescapeSearchValue(value), sources.store)
        : { resource: hierarchyOf(name, value, operator) };
    const { expansion } = await sources.terminology.expand({ valueSet }, sources.signal);
    for (const code of codesIn(expansion?.contains)) codes.add(code);
  }
  return codes;
}

/** The value set of a canonical, or of a reference `ValueSet/id` to this endpoint. */
function findValueSet(text: string, store: ResourceStore): ResourceReference<ValueSet> {
  const id = /^ValueSet\/([A-Za-z0-9.-]{1,64})$/.exec(text)?.[1];
  if (id === undefined) {
    const { url, version } = parseCanonical(text);
    return defined({ url, version });
  }
  const stored = store.read('ValueSet', id);
  if (stored?.url === undefined) throw notFound(`There is no ValueSet with the id '${id}'`);
  return defined({ url: stored.url, version: stored.version });
}

function hierarchyOf(name: string, value: string, op: string): ValueSet {
  const [system = '', code = ''] = splitSearchValue(value, '|').map(unescapeSearchValue);
  if (system === '' || code === '') {
    throw invalid(`The search parameter ${name} takes system|code with this modifier, not '${value.slice(0, 80)}'`);
  }
  const filter = [{ property: 'concept', op: op as 'is-a', value: code }];
  return { resourceType: 'ValueSet', status: 'active', compose: { include: [{ system, filter }] } };
}

function* codesIn(contains: readonly ValueSetExpansionContains[] = []): Generator<string> {
  for (const { system = '', code, contains: inner } of contains) {
    if (code !== undefined) yield `${system}|${code}`;
    yield* codesIn(inner);
  }
}
