/**
 * Extensions that HL7's own tools and DICOM use though no package that is loaded defines them; HL7's validator lets them
 * pass too.
 */
import type { ValidationPolicies } from '../../policies.ts';
import { isExampleUrl } from '../../policies.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const known: ReadonlySet<string> = new Set(
  [
    ...['codesystem-properties-mode', 'elementdefinition-type-must-support', 'instance-name', 'instance-description'],
    ...['structuredefinition-conformance-derivedFrom', 'structuredefinition-expression'],
    ...['structuredefinition-fmm-support', 'structuredefinition-rdf-type'],
  ].map(name => core + name),
);
/** Those of the tools that build guides and the specification, and of DICOM, which publishes no definitions. */
const families = /^https?:\/\/(?:hl7\.org\/fhir\/(?:tools|build)\/StructureDefinition\/|(?:[\w-]+\.)*nema\.org\/)/;

/** Whether an extension needs no definition: its url is an example's, or among those. */
export function needsNoDefinition(url: string, { allowsExampleUrls }: ValidationPolicies): boolean {
  return (allowsExampleUrls && isExampleUrl(url)) || known.has(url) || families.test(url);
}
