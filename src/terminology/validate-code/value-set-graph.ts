/**
 * A value set with all that it imports, made ready to be asked about codes: contained value sets, nested imports,
 * cycles and faults of definition are dealt with before the first code is looked at
 * (https://hl7.org/fhir/valueset.html#compositions). Nothing is expanded.
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import { invalid, notSupported, tooCostly } from '../../fhir/fhir-error.ts';
import type { ValueSet, ValueSetCompose, ValueSetComposeInclude } from '../../fhir/model.ts';
import type { RequestScope } from '../request-scope.ts';
import { txError } from '../tx-issue.ts';
import type { PreparedValueSet } from '../prepared-value-sets.ts';
import { nested, runSteps } from '../run-steps.ts';
import type { Steps, Turns } from '../run-steps.ts';

export interface ValueSetNode {
  readonly valueSet: ValueSet;
  /** `url|version` for messages. */
  readonly name: string;
  readonly imports: ReadonlyMap<string, ValueSetNode>;
}

/** Most value sets that one may import, over all levels. */
const mostImports = 1000;
const supplementExtension = 'http://hl7.org/fhir/StructureDefinition/valueset-supplement';

export interface GraphTools {
  readonly scope: RequestScope;
  /** The fault of an import that is not known. */
  readonly unknownImport?: ((canonical: string) => Error) | undefined;
}

interface Walk extends GraphTools {
  readonly done: Map<string, ValueSetNode>;
  /** The value sets on the way from the first to this one: their names by key. */
  readonly path: ReadonlyMap<string, string>;
  /** The resource whose contained value sets `#id` names. */
  readonly container: ValueSet;
}

/** The graph, for work that waits anyway. */
export async function buildValueSetGraph(
  valueSet: ValueSet,
  { budget, ...tools }: GraphTools & { readonly budget: Turns },
): Promise<ValueSetNode> {
  return runSteps(valueSetGraph(valueSet, tools), budget);
}

/** Resolves the value set's imports; throws for unknown ones, cycles, filters without value, missing supplements. */
export function* valueSetGraph(valueSet: ValueSet, tools: GraphTools): Steps<ValueSetNode> {
  // Most value sets import none.
  const prepared = prepare(valueSet, tools.scope);
  if (prepared.imports.size === 0) return { valueSet: prepared.valueSet, name: prepared.name, imports: new Map() };
  const { scope, unknownImport } = tools;
  const walk: Walk = { scope, unknownImport, done: new Map(), path: new Map(), container: valueSet };
  return yield* withImports(prepared, prepared.name, walk);
}

/** `url|version`, or what else there is to name a value set by. */
export function nameOfValueSet({ url, version, id }: ValueSet): string {
  return url === undefined ? (id ?? '') : formatCanonical(url, version);
}

/** Throws (4xx) when a supplement in use belongs to no code system that the definition draws on. */
export function assertSupplementsUsed(root: ValueSetNode, scope: RequestScope): void {
  scope.assertSupplementsUsed(providersOf(root, scope));
}

function* providersOf(root: ValueSetNode, scope: RequestScope): Generator<CodeSystemProvider> {
  const nodes = new Set([root]);
  for (const { valueSet, imports } of nodes) {
    for (const { system, version } of systemsOf(valueSet)) {
      const resolution = scope.resolveCodeSystem(system, version);
      if ('provider' in resolution) yield resolution.provider;
    }
    for (const imported of imports.values()) nodes.add(imported);
  }
}

function systemsOf({ compose, expansion }: ValueSet): { system: string; version: string | undefined }[] {
  const parts = [...listIncludes(compose), ...(expansion?.contains ?? [])];
  return parts.flatMap(({ system, version }) => (system === undefined ? [] : [{ system, version }]));
}

function* buildNode(valueSet: ValueSet, key: string, walk: Walk): Steps<ValueSetNode> {
  const name = nameOfValueSet(valueSet);
  if (walk.path.has(key)) {
    throw txError('VALUESET_CIRCULAR_REFERENCE', [name, [...walk.path.values()].join(', ')]);
  }
  if (walk.path.size > mostImports || walk.done.size > mostImports) throw tooManyImports(name);
  return yield* withImports(prepare(valueSet, walk.scope), key, walk);
}

function* withImports(prepared: PreparedValueSet, key: string, walk: Walk): Steps<ValueSetNode> {
  const { valueSet, name } = prepared;
  const imports = new Map<string, ValueSetNode>();
  const path = new Map(walk.path).set(key, name);
  for (const canonical of prepared.imports) imports.set(canonical, yield* importNode(canonical, { ...walk, path }));
  return { valueSet, name, imports };
}

/** The value set after a look at its definition, which is enough once for all requests that choose nothing. */
function prepare(valueSet: ValueSet, scope: RequestScope): PreparedValueSet {
  const known = scope.prepared?.byValueSet.get(valueSet);
  if (known !== undefined) return known;
  const name = nameOfValueSet(valueSet);
  assertUnderstood(valueSet, name);
  // From here on the request sees what its supplements say.
  scope.assertSupplements(listSupplements(valueSet));
  const imports = listImports(valueSet);
  assertFilters(valueSet, name, scope);
  const prepared = { valueSet: withAllVersions(valueSet, scope), name, imports };
  scope.prepared?.byValueSet.set(valueSet, prepared);
  return prepared;
}

/** The version `*` means all versions of the code system: an include of each. */
function withAllVersions(valueSet: ValueSet, scope: RequestScope): ValueSet {
  const { compose } = valueSet;
  if (compose === undefined || !listIncludes(compose).some(({ version }) => version === '*')) return valueSet;
  const spread = (includes: readonly ValueSetComposeInclude[]): ValueSetComposeInclude[] =>
    includes.flatMap(include => (include.version === '*' ? eachVersion(include, scope) : [include]));
  const exclude = compose.exclude === undefined ? {} : { exclude: spread(compose.exclude) };
  return { ...valueSet, compose: { ...compose, include: spread(compose.include), ...exclude } };
}

function eachVersion(include: ValueSetComposeInclude, scope: RequestScope): readonly ValueSetComposeInclude[] {
  const versions = scope.listCodeSystemVersions(include.system ?? '');
  if (versions.length > 0) return versions.map(version => ({ ...include, version }));
  const unversioned = { ...include };
  delete unversioned.version;
  return [unversioned];
}

/** Canonicals of the value sets that the definition names, each once, after a look at its includes. */
function listImports({ compose }: ValueSet): ReadonlySet<string> {
  for (const part of ['include', 'exclude'] as const) {
    compose?.[part]?.forEach((include, index) => assertSound(include, `ValueSet.compose.${part}[${index}]`));
  }
  return new Set(listIncludes(compose).flatMap(({ valueSet = [] }) => valueSet));
}

function* importNode(canonical: string, walk: Walk): Steps<ValueSetNode> {
  yield;
  const imported = walk.scope.findValueSet(canonical, walk.container)?.read();
  if (imported === undefined) {
    throw walk.unknownImport?.(canonical) ?? txError('Unable_to_resolve_value_Set_', [canonical]);
  }
  // A contained value set has a name within its container only.
  const isContained = canonical.startsWith('#');
  const key = isContained ? nameOfValueSet(walk.container) + canonical : nameOfValueSet(imported);
  const known = walk.done.get(key);
  if (known !== undefined) return known;
  const node = yield* nested(buildNode(imported, key, isContained ? walk : { ...walk, container: imported }));
  walk.done.set(key, node);
  return node;
}

function tooManyImports(name: string): Error {
  return tooCostly(`The value set '${name}' imports too many value sets (more than ${mostImports})`);
}

/** What could change the meaning of the definition and is not supported must not be passed over. */
function assertUnderstood({ compose, implicitRules, modifierExtension = [] }: ValueSet, name: string): void {
  const parts = [compose ?? {}, ...listIncludes(compose)];
  const modifiers = [...modifierExtension, ...parts.flatMap(part => part.modifierExtension ?? [])];
  const [modifier] = modifiers;
  if (modifier !== undefined) throw notSupported(`The value set '${name}' has an unknown modifier, ${modifier.url}`);
  if (implicitRules !== undefined) throw notSupported(`The value set '${name}' has implicit rules, ${implicitRules}`);
  if (compose?.lockedDate === undefined || listIncludes(compose).every(isPinned)) return;
  throw notSupported(`The value set '${name}' has compose.lockedDate: choosing versions by date is not supported`);
}

function listIncludes(compose: ValueSetCompose | undefined): readonly ValueSetComposeInclude[] {
  return [...(compose?.include ?? []), ...(compose?.exclude ?? [])];
}

function isPinned({ system, version, valueSet = [] }: ValueSetComposeInclude): boolean {
  return (system === undefined || version !== undefined) && valueSet.every(canonical => canonical.includes('|'));
}

function assertSound(include: ValueSetComposeInclude, path: string): void {
  const text = faultOf(include);
  if (text !== undefined) throw invalid(text, { txType: 'vs-invalid', expression: path });
  assertFilterValues(include, path);
}

/** What breaks FHIR's rules vsd-1, vsd-2 or vsd-3 for an include. */
function faultOf({ system, valueSet = [], concept = [], filter = [] }: ValueSetComposeInclude): string | undefined {
  const [hasConcepts, hasFilters] = [concept.length > 0, filter.length > 0];
  if (hasConcepts && hasFilters) return 'A value set may not have concept and filter in one include';
  if (system !== undefined) return undefined;
  if (hasConcepts || hasFilters) return 'A value set with concepts or filters must name their system';
  return valueSet.length === 0 ? 'A value set must include a system or a value set' : undefined;
}

/** An operator or property that the code system lacks is a fault of the definition, whatever is asked of it. */
function assertFilters({ compose }: ValueSet, name: string, scope: RequestScope): void {
  for (const part of ['include', 'exclude'] as const) {
    compose?.[part]?.forEach(({ system, version, filter = [] }, at) => {
      if (system === undefined || filter.length === 0) return;
      const resolution = scope.resolveCodeSystem(system, version);
      if (resolution.kind !== 'found') return;
      filter.forEach(({ property, op, value }, index) => {
        if (resolution.provider.understandsFilter?.({ property, op, value }) !== false) return;
        const expression = `ValueSet.compose.${part}[${at}].filter[${index}]`;
        const details = { expression, status: 400 };
        throw txError('FILTER_NOT_UNDERSTOOD', [property, op, value, name, system], details);
      });
    });
  }
}

function assertFilterValues({ system, filter }: ValueSetComposeInclude, path: string): void {
  filter?.forEach(({ property, op, value }, index) => {
    if (value !== undefined && value !== '') return;
    const expression = `${path}.filter[${index}]`;
    throw txError('UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE', [system ?? '', property, op], { expression });
  });
}

/** Supplements that the value set demands by HL7's extension. */
export function listSupplements({ extension }: ValueSet): readonly string[] {
  return (extension ?? [])
    .filter(({ url }) => url === supplementExtension)
    .map(({ valueCanonical, valueUri, valueString }) => valueCanonical ?? valueUri ?? valueString)
    .filter(canonical => canonical !== undefined);
}
