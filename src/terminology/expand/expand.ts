/** `ValueSet/$expand` (https://hl7.org/fhir/valueset-operation-expand.html). */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { invalid, required, tooCostly } from '../../fhir/fhir-error.ts';
import { withPreparedItems } from '../../fhir/formats/prepared-items.ts';
import type { Extension, ValueSet, ValueSetExpansion, ValueSetExpansionContains } from '../../fhir/model.ts';
import { displayLanguageOf } from '../display-language.ts';
import { expansionDefault, withExpansionDefaults } from '../expansion-defaults.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { buildValueSetGraph, nameOfValueSet } from '../validate-code/value-set-graph.ts';
import type { Budget } from './budget.ts';
import type { ConceptGroup } from './concept-group.ts';
import { withoutFlagged } from './concept-group.ts';
import { ConceptProperties } from './concept-properties.ts';
import type { EntryStyle } from './contains-entry.ts';
import { designationFilter } from './designation-filter.ts';
import { activeOnly, evaluateValueSet } from './evaluate-value-set.ts';
import { countConcepts, flatPage, nestedPage, searchGroups } from './expansion-page.ts';
import type { EntryTexts } from './entry-texts.ts';
import { expansionParameters } from './expansion-parameters.ts';
import type { StampOf } from './expansion-stamp.ts';
import { ExpansionTrace } from './expansion-trace.ts';
import type { Selection, SelectionCache } from './selection-cache.ts';

export interface ExpandContext {
  readonly scope: RequestScope;
  readonly budget: Budget;
  /** Most codes that one answer may have. */
  readonly maxCodes: number;
  readonly stampOf: StampOf;
  readonly selections: SelectionCache;
  /** Where entries may be text (see `fhir/formats/prepared-items.ts`): the texts that were made before. */
  readonly texts?: EntryTexts | undefined;
}

/** The value set with its expansion, without its definition. */
export async function expand(asked: ExpandRequest, context: ExpandContext): Promise<ValueSet> {
  assertPage(asked);
  const { valueSet, cacheKey } = findRoot(asked, context.scope);
  const request = withExpansionDefaults(asked, valueSet);
  const { groups, trace } = await selectGroups({ valueSet, cacheKey }, request, context);
  const total = countConcepts(groups);
  assertAffordable(valueSet, request, total, context.maxCodes);
  const style = entryStyle(valueSet, request, trace);
  const text = context.texts === undefined ? undefined : textOfPage(groups, request, style, context.texts);
  const contains = text === undefined ? await showPage(groups, request, style, context.budget) : [];
  const parameter = expansionParameters(request, valueSet, style.language, trace);
  const extension = unclosedExtensions(trace);
  const expansion: Partial<Record<keyof ValueSetExpansion, unknown>> = {
    ...(extension.length > 0 && { extension }),
    ...context.stampOf(asked),
    total,
    ...pageStart(request, total),
    ...(parameter.length > 0 && { parameter }),
    ...(style.properties.shown.length > 0 && { property: style.properties.shown }),
    ...(contains.length > 0 && { contains }),
  };
  const whole =
    text === undefined || text === ''
      ? expansion
      : withPreparedItems({ ...expansion, contains: [] }, { name: 'contains', text });
  return { ...definitionShown(valueSet, request), expansion: whole as unknown as ValueSetExpansion };
}

/** An answer that is a page says where it begins; one that has all does not. */
function pageStart({ offset, count = 0 }: ExpandRequest, total: number): { readonly offset?: number } {
  if (offset !== undefined) return { offset };
  return count > 0 && count < total ? { offset: 0 } : {};
}

/** Every word of the filter is looked for in every concept, so a user's few are taken and a book is not. */
const maxFilterLength = 1000;

function assertPage({ offset, count, filter = '' }: ExpandRequest): void {
  if ((offset ?? 0) < 0 || (count ?? 0) < 0) throw invalid('offset and count may not be negative');
  if (filter.length > maxFilterLength) throw tooCostly(`A text filter may have at most ${maxFilterLength} characters`);
}

interface Root {
  readonly valueSet: ValueSet;
  /** Undefined where nothing may be kept of it. */
  readonly cacheKey: string | undefined;
}

function findRoot({ valueSet: { url, version, resource } }: ExpandRequest, scope: RequestScope): Root {
  if (resource !== undefined) return { valueSet: resource, cacheKey: undefined };
  if (url === undefined) throw required('Name the value set to expand, or send it');
  const stated = version === undefined ? url : formatCanonical(parseCanonical(url).url, version);
  const found = scope.findValueSet(stated);
  if (found === undefined) throw txError('Unable_to_resolve_value_Set_', [stated]);
  return { valueSet: found.read(), cacheKey: found.cacheKey };
}

async function selectGroups(root: Root, request: ExpandRequest, context: ExpandContext): Promise<Selection> {
  const { groups, trace } = await selectionOf(root, request, context);
  const active = request.activeOnly === true ? groups.map(activeOnly) : groups;
  const selectable = request.excludeNotForUI === true ? active.map(selectableOnly) : active;
  if (request.filter === undefined) return { groups: selectable, trace };
  return { groups: await searchGroups(selectable, request.filter, context.budget), trace };
}

/** What is kept of the value set, where the request brings nothing that could change it; else made anew. */
async function selectionOf(root: Root, request: ExpandRequest, context: ExpandContext): Promise<Selection> {
  const { valueSet, cacheKey } = root;
  if (cacheKey === undefined || changesSelection(request)) return makeSelection(valueSet, request, context);
  const kept = context.selections.find(cacheKey);
  if (kept !== undefined) return kept;
  const made = await makeSelection(valueSet, request, context);
  context.selections.keep(cacheKey, made);
  return made;
}

/** Parameters that decide which concepts of which version are in the value set, and resources of the client's own. */
function changesSelection(request: ExpandRequest): boolean {
  const { cacheId, txResources = [], useSupplement = [], excludeSystem = [], defaultValueSetVersion = [] } = request;
  const { systemVersion = [], checkSystemVersion = [], forceSystemVersion = [] } = request;
  const versions = [defaultValueSetVersion, systemVersion, checkSystemVersion, forceSystemVersion];
  const lists: readonly (readonly unknown[])[] = [txResources, useSupplement, excludeSystem, ...versions];
  return cacheId !== undefined || lists.some(list => list.length > 0);
}

async function makeSelection(
  valueSet: ValueSet,
  request: ExpandRequest,
  { scope, budget }: ExpandContext,
): Promise<Selection> {
  const trace = new ExpansionTrace();
  const tools = { scope, budget, unknownImport: (canonical: string) => unknownImport(canonical, scope) };
  const node = await buildValueSetGraph(valueSet, tools);
  const versionsMatch = expansionDefault(valueSet, 'versionsMatch');
  const groups = await evaluateValueSet(node, {
    ...{ scope, budget, trace },
    done: new Map(),
    versionsMatch: versionsMatch === undefined ? undefined : versionsMatch === 'true',
    excludedSystems: request.excludeSystem ?? [],
  });
  scope.assertSupplementsUsed(trace.codeSystems.values());
  return { groups, trace };
}

function unknownImport(canonical: string, scope: RequestScope): Error {
  const { url, version } = parseCanonical(scope.pinValueSet(canonical).canonical);
  return version === undefined
    ? txError('VS_EXP_IMPORT_UNK', [url])
    : txError('VS_EXP_IMPORT_UNK_PINNED', [url, version]);
}

function selectableOnly(group: ConceptGroup): ConceptGroup {
  return withoutFlagged(group, 'abstract');
}

function assertAffordable(valueSet: ValueSet, request: ExpandRequest, total: number, maxCodes: number): void {
  const shown = Math.min(request.count ?? total, Math.max(total - (request.offset ?? 0), 0));
  if (shown > maxCodes) throw txError('VALUESET_TOO_COSTLY', [nameOfValueSet(valueSet), String(maxCodes)]);
}

function entryStyle(valueSet: ValueSet, request: ExpandRequest, trace: ExpansionTrace): EntryStyle {
  const { designation = [], includeDesignations, property = [] } = request;
  return {
    language: displayLanguageOf(request, valueSet),
    includesDesignations: includeDesignations ?? designation.length > 0,
    isWanted: designationFilter(designation),
    properties: new ConceptProperties([...property, ...(valueSet.compose?.property ?? [])]),
    valueSetLanguage: valueSet.language,
    showsVersion: system => trace.hasSeveralVersions(system),
  };
}

function isFlat({ offset, count, excludeNested }: ExpandRequest): boolean {
  return excludeNested === true || offset !== undefined || count !== undefined;
}

function textOfPage(
  groups: readonly ConceptGroup[],
  request: ExpandRequest,
  style: EntryStyle,
  texts: EntryTexts,
): string | undefined {
  const { offset = 0, count = Infinity } = request;
  // Without nesting a whole expansion is a list as well.
  const isList = isFlat(request) || groups.every(({ isNested }) => !isNested);
  return isList ? texts.page(groups, { offset, count }, style) : undefined;
}

/** A page is a piece of a list, so it is flat. */
function showPage(
  groups: readonly ConceptGroup[],
  request: ExpandRequest,
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  const { offset, count } = request;
  if (!isFlat(request)) return nestedPage(groups, style, budget);
  return flatPage(groups, { offset: offset ?? 0, count: count ?? Infinity }, style, budget);
}

const structureDefinition = 'http://hl7.org/fhir/StructureDefinition/';

/** An expansion over a fragment of a code system may lack codes, and says so. */
function unclosedExtensions({ codeSystems }: ExpansionTrace): readonly Extension[] {
  const fragments = [...codeSystems.values()].filter(({ content }) => content === 'fragment');
  if (fragments.length === 0) return [];
  const reasons = fragments.map(({ url }) => `This extension is based on a fragment of the code system ${url}`);
  return [
    { url: `${structureDefinition}valueset-unclosed`, valueBoolean: true },
    ...reasons.map(valueString => ({ url: `${structureDefinition}valueset-unclosed-reason`, valueString })),
  ];
}

/** What identifies the value set; its whole definition if the request asks for it. */
function definitionShown(valueSet: ValueSet, request: ExpandRequest): ValueSet {
  if (request.includeDefinition === true) return { ...valueSet };
  return Object.fromEntries(
    Object.entries(valueSet).filter(([element]) => identifying.has(element)),
  ) as unknown as ValueSet;
}

const identifying: ReadonlySet<string> = new Set([
  ...['resourceType', 'id', 'language', 'url', 'version', 'name', 'title', 'status'],
  ...['experimental', 'date', 'publisher'],
]);
