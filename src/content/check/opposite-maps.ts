/**
 * Rule: where one map leads from a code to another and a second map leads back, they say the same of the two meanings:
 * what is narrower one way is broader the other way (https://hl7.org/fhir/valueset-concept-map-relationship.html).
 * Judged on R5, from which R4 is derived.
 */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';

const opposites: ReadonlyMap<string, string> = new Map([
  ['source-is-narrower-than-target', 'source-is-broader-than-target'],
  ['source-is-broader-than-target', 'source-is-narrower-than-target'],
]);

interface Mapping {
  readonly file: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly relationship: string;
}

/** One finding for each mapping that the mapping back contradicts. */
export function checkOppositeMaps(content: CheckedContent): ContentFinding[] {
  const mappings = content.records.R5.flatMap(({ resource, source }) => listMappings(resource, source));
  const relationships = new Map(mappings.map(({ from, to, relationship }) => [`${from}>${to}`, relationship]));
  return mappings.flatMap(({ file, path, from, to, relationship }) => {
    const back = relationships.get(`${to}>${from}`);
    if (back === undefined || back === (opposites.get(relationship) ?? relationship)) return [];
    return [{ file, path, reason: `says ${relationship} of ${from} and ${to}; the map back says ${back}` }];
  });
}

function listMappings(resource: AnyResource, file: string): Mapping[] {
  if (resource.resourceType !== 'ConceptMap') return [];
  return asObjects(resource['group']).flatMap(({ source, target, element }, group) =>
    asObjects(element).flatMap((mapped, index) =>
      asObjects(mapped['target']).map((each, at) => ({
        file,
        path: `ConceptMap.group[${group}].element[${index}].target[${at}]`,
        from: `${String(source)}|${String(mapped['code'])}`,
        to: `${String(target)}|${String(each['code'])}`,
        relationship: String(each['relationship']),
      })),
    ),
  );
}
