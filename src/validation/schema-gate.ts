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
import { addElementKeywords, checkOfType, mostFaults } from './element-keywords.ts';
import type { CheckState, FindValidator } from './element-keywords.ts';
import { anyResource, createSchemaGenerator } from './schema-generator.ts';
import { findingsOf } from './schema-finding.ts';

/** The gate of one FHIR version, over its StructureDefinitions. */
export function createSchemaGate(fhirVersion: FhirVersion, definitions: DefinitionFinder): SchemaGate {
  const findValidator = createValidators(fhirVersion, definitions);
  return {
    fhirVersion,
    check(resource) {
      const type = String((resource as { resourceType?: unknown } | null)?.resourceType);
      try {
        return checkResource(resource, type, findValidator);
      } catch (error) {
        // Stack or pattern engine exhausted: such a resource is not fit to publish, and no reason to fall over.
        return [{ path: type, reason: `can\'t be checked: ${error instanceof Error ? error.message : String(error)}` }];
      }
    },
  };
}

function checkResource(resource: AnyResource, type: string, findValidator: FindValidator): SchemaFinding[] {
  const state: CheckState = { depth: 0, pointer: '', faults: [] };
  checkOfType(state, anyResource, resource, { pointer: '', findValidator });
  return findingsOf(type, state.faults).slice(0, mostFaults);
}

function createValidators(fhirVersion: FhirVersion, definitions: DefinitionFinder): FindValidator {
  const generator = createSchemaGenerator(definitions);
  const compiled = new Map<string, ValidateFunction>();
  // FHIR\'s definitions are checked by tests, not at every start; code optimisation costs more than it gains here.
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    passContext: true,
    logger: false,
    validateSchema: false,
    code: { optimize: false },
  } as const);
  const compile = (name: string): ValidateFunction | undefined => {
    const schema = generator.findSchema(name);
    return schema && ajv.compile(schema);
  };
  const findValidator: FindValidator = (type, data) => {
    const name = type === anyResource ? data['resourceType'] : type;
    if (typeof name !== 'string') return 'must be a resource with a resourceType';
    const known = compiled.get(name);
    if (known !== undefined) return known;
    if (type === anyResource && !generator.hasResourceType(name))
      return `FHIR ${fhirVersion} has no resource type \'${name}\'`;
    const validate = compile(name);
    if (validate === undefined) return `FHIR ${fhirVersion} has no type \'${name}\'`;
    compiled.set(name, validate);
    return validate;
  };
  addElementKeywords(ajv, findValidator);
  return findValidator;
}
