/**
 * The OperationDefinitions that are served, derived from the operation table
 * (https://hl7.org/fhir/operationdefinition.html): HL7's is the base, the parameters are those that we support.
 */
import { canonicalBase } from '../fhir/canonical-base.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import { operations } from './index.ts';
import type { Operation } from './operation.ts';
import type { ParameterRow } from './parameter-row.ts';

/** Version and date of the definitions: they change when the table does, not when the server is built. */
const tableVersion = '0.1.0';
const tableDate = '2026-11-21';

/** Canonical url of the definition of our form of an operation. */
export function operationDefinitionUrl(operation: Operation): string {
  return `${canonicalBase}/OperationDefinition/${operationDefinitionId(operation)}`;
}

/** One OperationDefinition for each row of the table, in the model. */
export function operationDefinitions(
  fhirVersion: FhirVersion,
  table: readonly Operation[] = operations,
): AnyResource[] {
  return table.map(operation => definitionOf(operation, fhirVersion));
}

function operationDefinitionId({ resource, name }: Operation): string {
  return `calx-${resource}-${name}`;
}

function definitionOf(operation: Operation, fhirVersion: FhirVersion): AnyResource {
  const levels = operation.levels[fhirVersion];
  return {
    resourceType: 'OperationDefinition',
    id: operationDefinitionId(operation),
    url: operationDefinitionUrl(operation),
    version: tableVersion,
    name: nameOf(operation),
    title: operation.title,
    status: 'active',
    kind: 'operation',
    experimental: false,
    date: tableDate,
    publisher: 'Calx',
    description: operation.description,
    affectsState: operation.keepsState === true,
    code: operation.name,
    base: operation.definition,
    resource: [operation.resource],
    system: levels.includes('system'),
    type: levels.includes('type'),
    instance: levels.includes('instance'),
    parameter: [
      ...supported(operation.parameters).map(row => parameterOf(row, 'in')),
      ...supported(operation.output).map(row => parameterOf(row, 'out')),
    ],
  };
}

/** A computer-friendly name: `ValueSetExpand`. */
function nameOf({ resource, name }: Operation): string {
  const words = name.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1));
  return `Calx${resource}${words.join('')}`;
}

function supported(rows: readonly ParameterRow[]): readonly ParameterRow[] {
  return rows.filter(row => row.unsupported === undefined);
}

function parameterOf(row: ParameterRow, use: 'in' | 'out'): object {
  return {
    name: row.name,
    use,
    min: row.min ?? 0,
    max: row.max ?? '1',
    documentation: row.documentation,
    ...(row.type !== undefined && { type: row.type }),
    ...(row.parts !== undefined && { part: supported(row.parts).map(part => parameterOf(part, use)) }),
  };
}
