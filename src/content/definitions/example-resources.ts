/**
 * Which conformance resources of the core packages are HL7's examples of their type rather than definitions. The
 * packages do not say it (their ImplementationGuide lists nothing), so the rule is: without canonical url, or with an
 * id that is `example` or starts with `example` and a digit or hyphen. The list names the examples that it misses.
 */
import type { AnyResource } from '../../fhir/model.ts';

const examplesByName: ReadonlyMap<string, string> = new Map([
  ['CodeSystem/summary', 'summary view of an ACME code system, example of the CodeSystem page'],
  ['ConceptMap/101', 'general example of the ConceptMap page'],
  ['ConceptMap/102', 'example of the ConceptMap page: a project maps specimens to SNOMED CT'],
  ['ConceptMap/103', 'example of rule-based mapping of the ConceptMap page'],
  ['ConceptMap/message-adt-a04-to-bundle', 'R5 example that the v2-to-FHIR guide owns'],
  ['StructureDefinition/cholesterol', 'example lipid profile'],
  ['StructureDefinition/hdlcholesterol', 'example lipid profile'],
  ['StructureDefinition/ldlcholesterol', 'example lipid profile'],
  ['StructureDefinition/lipidprofile', 'example lipid profile'],
  ['StructureDefinition/triglyceride', 'example lipid profile'],
  ['ValueSet/inactive', 'Example-inactive, example of the ValueSet page'],
]);

/** True for an example among the conformance resources of a core package. */
export function isExampleResource(resource: AnyResource): boolean {
  const { resourceType, id = '', url } = resource;
  return typeof url !== 'string' || /^example($|\d|-)/.test(id) || examplesByName.has(`${resourceType}/${id}`);
}
