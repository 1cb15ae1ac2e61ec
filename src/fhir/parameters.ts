/** Reading and building Parameters resources (https://hl7.org/fhir/parameters.html), the same in R4 and R5. */
import type { AnyResource, Parameters, ParametersParameter } from './model.ts';

/** A value with the FHIR type that its element name states: `valueCode` has type `code`. */
export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
}

/** The `value[x]` of a parameter (or of anything else that has one), or undefined where it has none. */
export function typedValueOf(element: object): TypedValue | undefined {
  for (const [key, value] of Object.entries(element)) {
    if (key.length > 5 && key.startsWith('value')) return { type: typeOfValueKey(key), value };
  }
  return undefined;
}

/** Types whose names start with a capital letter; the others are primitives and start small. */
const complexValueKey =
  /^value(Address|Age|Annotation|Attachment|Availability|CodeableConcept|CodeableReference|Coding|ContactDetail|ContactPoint|Contributor|Count|DataRequirement|Distance|Dosage|Duration|Expression|ExtendedContactDetail|HumanName|Identifier|Meta|Money|ParameterDefinition|Period|Quantity|Range|Ratio|RatioRange|Reference|RelatedArtifact|SampledData|Signature|Timing|TriggerDefinition|UsageContext)$/;

function typeOfValueKey(key: string): string {
  const type = key.slice('value'.length);
  return complexValueKey.test(key) ? type : type.charAt(0).toLowerCase() + type.slice(1);
}

/** A Parameters resource of these parameters, without those that are undefined. */
export function buildParameters(...parameters: readonly (ParametersParameter | undefined)[]): Parameters {
  const parameter = parameters.filter(each => each !== undefined);
  // FHIR has no empty lists.
  return { resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) };
}

/** A parameter that carries a resource. */
export function resourceParameter(name: string, resource: AnyResource): ParametersParameter {
  // The wire type lists every FHIR resource by name; ours is any of them before its type is looked at.
  return { name, resource } as unknown as ParametersParameter;
}
