/**
 * Parts of resources: `_summary` and `_elements` (https://hl7.org/fhir/search.html#summary). What is left out is said
 * by the tag SUBSETTED. Which elements are summary or mandatory comes from the StructureDefinitions that are served.
 */
import type { ResourceStore } from '../../contracts/resource-store.ts';
import { invalid } from '../../fhir/fhir-error.ts';
import type { AnyResource } from '../../fhir/model.ts';

export const summaryCodes = ['true', 'text', 'data', 'count', 'false'] as const;
export type SummaryCode = (typeof summaryCodes)[number];

export interface SubsetRequest {
  readonly summary?: SummaryCode;
  readonly elements?: readonly string[];
}

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** What `_summary` and `_elements` ask for; throws `invalid` where they can't both hold or say nothing known. */
export function readSubset(summary: string | undefined, elements: string | undefined): SubsetRequest {
  if (elements !== undefined && summary !== undefined && summary !== 'false') {
    throw invalid("'_summary' and '_elements' can't be used together");
  }
  if (elements !== undefined) return { elements: readElements(elements) };
  if (summary === undefined) return {};
  const code = summaryCodes.find(known => known === summary);
  if (code === undefined) throw invalid(`'_summary' must be one of ${summaryCodes.join(', ')}`);
  return { summary: code };
}

function readElements(text: string): readonly string[] {
  const names = text.split(',').map(name => name.trim());
  const wrong = names.find(name => !/^([A-Z][A-Za-z]*\.)?[a-z][A-Za-z]*$/.test(name));
  if (wrong !== undefined) throw invalid(`'_elements' takes names of top-level elements, not '${wrong.slice(0, 80)}'`);
  return names;
}

/** The part of a wire resource that was asked for; the resource itself where all of it was. */
export type SubsetOf = (resource: AnyResource, request: SubsetRequest) => AnyResource;

/** Cuts resources by the StructureDefinitions of this store; what it reads of them it keeps. */
export function createSubsetOf(store: ResourceStore): SubsetOf {
  const kept = new Map<string, TopLevelElements>();
  const elementsOf = (type: string): TopLevelElements => {
    const elements = kept.get(type) ?? topLevelElements(type, store);
    if (store.types.includes(type)) kept.set(type, elements);
    return elements;
  };
  return (resource, request) => {
    const keeps = elementsKept(resource.resourceType, request, elementsOf);
    if (keeps === undefined) return resource;
    const entries = Object.entries(resource).filter(([name]) => keeps(name.startsWith('_') ? name.slice(1) : name));
    const subset: AnyResource = { resourceType: resource.resourceType, ...Object.fromEntries(entries) };
    return withSubsettedTag(subset, resource['meta']);
  };
}

type ElementTest = (name: string) => boolean;

interface TopLevelElements {
  readonly mandatory: ReadonlySet<string>;
  readonly inSummary: ReadonlySet<string>;
}

function elementsKept(
  type: string,
  { summary, elements }: SubsetRequest,
  elementsOf: (type: string) => TopLevelElements,
): ElementTest | undefined {
  if (summary === 'data') return name => name !== 'text';
  if (summary === undefined && elements === undefined) return undefined;
  if (summary === 'false' || summary === 'count') return undefined;
  const { mandatory, inSummary } = elementsOf(type);
  if (summary === 'true') return name => alwaysKept.has(name) || inSummary.has(name);
  const wanted = new Set(summary === 'text' ? ['text'] : elements?.map(name => name.replace(`${type}.`, '')));
  return name => alwaysKept.has(name) || wanted.has(name) || mandatory.has(name);
}

const alwaysKept = new Set(['resourceType', 'id', 'meta', 'implicitRules']);

interface ElementDefinition {
  readonly path?: string;
  readonly min?: number;
  readonly isSummary?: boolean;
}

function topLevelElements(type: string, store: ResourceStore): TopLevelElements {
  const definition = store.read('StructureDefinition', type)?.read();
  const snapshot = definition?.['snapshot'] as { element?: readonly ElementDefinition[] } | undefined;
  const elements = (snapshot?.element ?? []).filter(({ path }) => path?.split('.').length === 2);
  const namesOf = (list: readonly ElementDefinition[]): Set<string> =>
    new Set(list.map(({ path }) => path?.slice(type.length + 1) ?? ''));
  return {
    mandatory: namesOf(elements.filter(({ min }) => min === 1)),
    inSummary: namesOf(elements.filter(({ isSummary }) => isSummary === true)),
  };
}

function withSubsettedTag(subset: AnyResource, meta: unknown): AnyResource {
  const before = (meta ?? {}) as { tag?: readonly unknown[] };
  return { ...subset, meta: { ...before, tag: [...(before.tag ?? []), subsetted] } };
}
