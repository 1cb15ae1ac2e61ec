/** Observations whose code is one of the vital signs must conform to its profile (https://hl7.org/fhir/R4/observation-vitalsigns.html). */
import type { ValidationNode } from '../validation-node.ts';

const loinc = 'http://loinc.org|';
const snomed = 'http://snomed.info/sct|';

/** Codes that stand for a vital sign, with the name of its profile. */
const profileNames: ReadonlyMap<string, string> = new Map([
  [`${loinc}85353-1`, 'vitalspanel'],
  [`${loinc}9279-1`, 'resprate'],
  [`${snomed}86290005`, 'resprate'],
  [`${loinc}8867-4`, 'heartrate'],
  [`${snomed}364075005`, 'heartrate'],
  [`${loinc}2708-6`, 'oxygensat'],
  [`${loinc}59408-5`, 'oxygensat'],
  [`${loinc}8310-5`, 'bodytemp'],
  [`${snomed}276885007`, 'bodytemp'],
  [`${loinc}8302-2`, 'bodyheight'],
  [`${snomed}50373000`, 'bodyheight'],
  [`${loinc}9843-4`, 'headcircum'],
  [`${loinc}29463-7`, 'bodyweight'],
  [`${snomed}27113001`, 'bodyweight'],
  [`${loinc}39156-5`, 'bmi'],
  [`${snomed}60621009`, 'bmi'],
  [`${loinc}85354-9`, 'bp'],
  [`${snomed}75367002`, 'bp'],
]);

/** Canonicals of the profiles that the observation's code calls for. */
export function vitalSignProfiles(node: ValidationNode): readonly string[] {
  if (node.type !== 'Observation') return [];
  const codings = node.child('code', 'CodeableConcept')?.children('coding', 'Coding') ?? [];
  const names = codings.flatMap(
    ({ tree }) => profileNames.get(`${String(tree['system'])}|${String(tree['code'])}`) ?? [],
  );
  return [...new Set(names)].map(name => `http://hl7.org/fhir/StructureDefinition/${name}`);
}
