/** Which resources of the content carry what a row of the dossier says. */
import type { AnyResource } from '../fhir/model.ts';
import { asObjects } from './as-objects.ts';
import { textOf, walkObjects } from './check/checked-content.ts';
import { listDefinedCodes, listUsedCodes } from './check/used-codes.ts';
import type { DossierRow } from './dossier-rows.ts';

/** The resources of one FHIR version, by what rows of the dossier are about. */
export interface CarrierIndex {
  /** Names of the resources that define or use a code, by `system|code`. */
  readonly byCode: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the maps that say of a code that it has no map, by `system|code>target system`. */
  readonly byNoMap: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every mapping of every map, as `system|code>system|code`. */
  readonly mappings: ReadonlySet<string>;
  /** Names of all resources. */
  readonly names: ReadonlySet<string>;
  /** Url of each code system, by `CodeSystem/id`. */
  readonly systems: ReadonlyMap<string, string>;
}

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
    mappings: new Set(resources.flatMap(listMappings)),
    names: new Set(resources.map(nameOf)),
    systems: new Map(codeSystems.map(resource => [nameOf(resource), textOf(resource, 'url') ?? ''])),
  };
}

/** Names of the resources that carry the row, in order; none where it is not published. */
export function findCarriers(row: DossierRow, index: CarrierIndex): readonly string[] {
  if (row.carriers !== undefined) return row.carriers.filter(carrier => isDefined(carrier, index));
  const { system = '', code } = row;
  if (code !== undefined) return [...(index.byCode.get(`${system}|${code}`) ?? [])].sort();
  return [...(index.byNoMap.get(`${codeOf(row.source ?? '', index)}>${system}`) ?? [])].sort();
}

/** Whether a map leads from the row's concept to its code; true of rows that are about no mapping. */
export function isMapped({ source, system = '', code }: DossierRow, index: CarrierIndex): boolean {
  return source === undefined || code === undefined || index.mappings.has(`${codeOf(source, index)}>${system}|${code}`);
}

function isDefined(carrier: string, index: CarrierIndex): boolean {
  const [name = '', code] = carrier.split('#');
  if (code === undefined) return index.names.has(name);
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
  return walkObjects(resource['group'], 'group').flatMap(({ value }) =>
    asObjects(value['element'])
      .filter(({ noMap }) => noMap === true)
      .map(({ code }) => `${String(value['source'])}|${String(code)}>${String(value['target'])}`),
  );
}

function listMappings(resource: AnyResource): string[] {
  return walkObjects(resource['group'], 'group').flatMap(({ value }) =>
    asObjects(value['element']).flatMap(({ code, target }) =>
      asObjects(target).map(
        each => `${String(value['source'])}|${String(code)}>${String(value['target'])}|${String(each['code'])}`,
      ),
    ),
  );
}

function addTo(map: Map<string, Set<string>>, key: string, name: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(name));
}
