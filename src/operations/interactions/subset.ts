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
export function subsetOf(resource: AnyResource, request: SubsetRequest, store: ResourceStore): AnyResource {
  const keeps = elementsKept(resource.resourceType, request, store);
  if (keeps === undefined) return resource;
  const kept = Object.entries(resource).filter(([name]) => keeps(name.startsWith('_') ? name.slice(1) : name));
  const subset: AnyResource = { resourceType: resource.resourceType, ...Object.fromEntries(kept) };
  return withSubsettedTag(subset, resource['meta']);
}

type ElementTest = (name: string) => boolean;

function elementsKept(type: string, request: SubsetRequest, store: ResourceStore): ElementTest | undefined {
  const { summary, elements } = request;
  if (summary === 'data') return name => name !== 'text';
  if (summary === undefined && elements === undefined) return undefined;
  if (summary === 'false' || summary === 'count') return undefined;
  const { mandatory, inSummary } = topLevelElements(type, store);
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

function topLevelElements(type: string, store: ResourceStore): { mandatory: Set<string>; inSummary: Set<string> } {
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
