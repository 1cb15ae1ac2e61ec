/**
 * HL7's R4 examples as the benchmark of the validator takes them: all instances and every 25th definition, up to a size
 * in bytes.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('node_modules', 'hl7.fhir.r4.core');
const definitions =
  /^(?:StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|CompartmentDefinition)-/;
const everyNth = 25;

export interface Example {
  readonly name: string;
  readonly text: string;
}

/** The examples of at most so many bytes each. */
export function exampleFiles(largest: number): readonly Example[] {
  const names = readdirSync(folder).filter(name => /^[A-Z]\w+-.*\.json$/.test(name));
  const chosen = names.filter(name => definitions.test(name)).filter((_, at) => at % everyNth === 0);
  return [...names.filter(name => !definitions.test(name)), ...chosen]
    .filter(name => statSync(join(folder, name)).size <= largest)
    .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
