/**
 * The gate before anything is published: checks a resource against the JSON schema of its type. Schemas are generated
 * and compiled when a resource first needs them. Full validation is `$validate`.
 */
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import type { SchemaFinding, SchemaGate } from '../contracts/schema-gate.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import { addElementKeyword, checkOfType, mostFaults } from './element-keyword.ts';
import type { CheckState, SchemaLookup } from './element-keyword.ts';
import { anyResource, createSchemaGenerator } from './schema-generator.ts';
import { findingsOf } from './schema-finding.ts';

/** The gate of one FHIR version, over its StructureDefinitions. */
export function createSchemaGate(fhirVersion: FhirVersion, definitions: DefinitionFinder): SchemaGate {
  const lookup = createLookup(fhirVersion, definitions);
  return {
    fhirVersion,
    check(resource) {
      const type = String(resourceTypeOf(resource));
      try {
        return checkResource(resource, type, lookup);
      } catch (error) {
        // Stack or pattern engine exhausted: such a resource is not fit to publish, and no reason to fall over.
        return [{ path: type, reason: `can't be checked: ${error instanceof Error ? error.message : String(error)}` }];
      }
    },
  };
}

function resourceTypeOf(resource: unknown): unknown {
  return (resource as { resourceType?: unknown } | null)?.resourceType;
}

function checkResource(resource: AnyResource, type: string, lookup: SchemaLookup): SchemaFinding[] {
  const state: CheckState = { depth: 0, pointer: '', faults: [] };
  const rule = { ofType: anyResource, isList: false, isPrimitive: false };
  checkOfType({ state, lookup, rule }, resource, '');
  return findingsOf(type, state.faults).slice(0, mostFaults);
}

function createLookup(fhirVersion: FhirVersion, definitions: DefinitionFinder): SchemaLookup {
  const generator = createSchemaGenerator(definitions);
  const compiled = new Map<string, ValidateFunction>();
  const ajv = createAjv();
  const findValidator = (type: string, data: unknown): ValidateFunction | string => {
    const name = type === anyResource ? resourceTypeOf(data) : type;
    if (typeof name !== 'string') return 'must be a resource with a resourceType';
    const known = compiled.get(name);
    if (known !== undefined && (type !== anyResource || generator.hasResourceType(name))) return known;
    const isMissing = type === anyResource && !generator.hasResourceType(name);
    const schema = isMissing ? undefined : generator.findSchema(name);
    if (schema === undefined) return `FHIR ${fhirVersion} has no resource type '${name}'`;
    const validate = ajv.compile(schema);
    compiled.set(name, validate);
    return validate;
  };
  const findCodes = (valueSet: string) => definitions.findValueSetCodes?.(valueSet);
  const lookup = { findValidator, findCodes };
  addElementKeyword(ajv, lookup);
  return lookup;
}

function createAjv(): Ajv {
  // The schemas are checked by tests, not at every start; to optimise the code costs more than it gains here.
  return new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    passContext: true,
    logger: false,
    validateSchema: false,
    code: { optimize: false },
  });
}
