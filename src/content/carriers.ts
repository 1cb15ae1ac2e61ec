/** Which resources of the content carry what a row of the dossier says. */
import type { AnyResource } from '../fhir/model.ts';
import { asObjects, textOf, walkObjects } from './check/checked-content.ts';
import { listDefinedCodes, listUsedCodes } from './check/used-codes.ts';
import type { DossierRow } from './dossier-rows.ts';

/** The resources of one FHIR version, by what rows of the dossier are about. */
export interface CarrierIndex {
  /** Names of the resources that define or use a code, by `system|code`. */
  readonly byCode: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the maps that say of a code that it has no map, by `system|code>target system`. */
  readonly byNoMap: ReadonlyMap<string, ReadonlySet<string>>;
  /** Url of each code system, by `CodeSystem/id`. */
  readonly systems: ReadonlyMap<string, string>;
  /** The evidence resources, as text to look for studies in. */
  readonly evidence: readonly { readonly name: string; readonly text: string }[];
}

const evidenceTypes = new Set(['Evidence', 'EvidenceReport', 'Citation']);

/** The index over all resources of the content, in the form of one version. */
export function indexCarriers(resources: readonly AnyResource[]): CarrierIndex {
  const byCode = new Map<string, Set<string>>();
  const byNoMap = new Map<string, Set<string>>();
  for (const resource of resources) {
    const name = nameOf(resource);
    for (const { system, code } of [...listDefinedCodes(resource), ...listUsedCodes(resource)]) {
      addTo(byCode, `${system}|${code}`, name);
    }
    for (const key of listNoMaps(resource)) addTo(byNoMap, key, name);
  }
  const codeSystems = resources.filter(({ resourceType }) => resourceType === 'CodeSystem');
  return {
    byCode,
    byNoMap,
    systems: new Map(codeSystems.map(resource => [nameOf(resource), textOf(resource, 'url') ?? ''])),
    evidence: resources
      .filter(({ resourceType }) => evidenceTypes.has(resourceType))
      .map(resource => ({ name: nameOf(resource), text: JSON.stringify({ ...resource, text: undefined }) })),
  };
}

/** Names of the resources that carry the row, in order; none where it is not published. */
export function findCarriers(row: DossierRow, index: CarrierIndex): readonly string[] {
  if (row.identifiers !== undefined) return studyCarriers(row.identifiers, index);
  if (row.carriers !== undefined) return row.carriers.filter(carrier => isDefined(carrier, index));
  const { system = '', code } = row;
  if (code !== undefined) return [...(index.byCode.get(`${system}|${code}`) ?? [])].sort();
  return [...(index.byNoMap.get(`${codeOf(row.source ?? '', index)}>${system}`) ?? [])].sort();
}

function studyCarriers(identifiers: readonly string[], { evidence }: CarrierIndex): string[] {
  return evidence.filter(({ text }) => identifiers.some(each => text.includes(each))).map(({ name }) => name);
}

function isDefined(carrier: string, index: CarrierIndex): boolean {
  const [name = ''] = carrier.split('#');
  return index.byCode.get(codeOf(carrier, index))?.has(name) === true;
}

/** `system|code` of a concept that is named `CodeSystem/id#code`, or `system#code`. */
function codeOf(concept: string, { systems }: CarrierIndex): string {
  const [name = '', code = ''] = concept.split('#');
  return `${systems.get(name) ?? name}|${code}`;
}

function nameOf({ resourceType, id }: AnyResource): string {
  return `${resourceType}/${id ?? ''}`;
}

function listNoMaps(resource: AnyResource): string[] {
  return [...walkObjects(resource['group'], 'group')].flatMap(({ value }) =>
    asObjects(value['element'])
      .filter(({ noMap }) => noMap === true)
      .map(({ code }) => `${String(value['source'])}|${String(code)}>${String(value['target'])}`),
  );
}

function addTo(map: Map<string, Set<string>>, key: string, name: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(name));
}
