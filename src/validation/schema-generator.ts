/**
 * Generates JSON schemas of one FHIR version from its StructureDefinitions (https://hl7.org/fhir/json.html). Each type
 * and each backbone element has a schema of its own, which names the others in the keyword `element`, so that a schema is compiled
 * only when a resource uses it.
 */
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import type { AnyResource } from '../fhir/model.ts';
import { elementSchemas } from './element-schema.ts';
import { primitiveSchema } from './primitive-schema.ts';
import type { JsonSchema } from './primitive-schema.ts';

/** `ofType` of an element that holds a resource of any type. */
export const anyResource = 'Resource';

export interface SchemaGenerator {
  /** The schema of a type (`Coding`, `ValueSet`) or a backbone element (`ValueSet.compose`), or undefined. */
  findSchema(name: string): JsonSchema | undefined;
  /** Whether the version has a concrete resource type of this name. */
  hasResourceType(name: string): boolean;
}

/** A generator over one version's definitions; what it made it keeps. */
export function createSchemaGenerator(definitions: DefinitionFinder): SchemaGenerator {
  const schemas = new Map<string, JsonSchema>();
  const kinds = new Map<string, string>();
  const make = (definition: AnyResource, type: string): Iterable<[string, JsonSchema]> => {
    if (definition['kind'] === 'primitive-type') return [[type, primitiveSchema(definition)]];
    return elementSchemas(definition);
  };
  const load = (type: string): void => {
    if (kinds.has(type)) return;
    const definition = definitions.findStructureDefinition(`http://hl7.org/fhir/StructureDefinition/${type}`);
    // Names that nobody defines are not kept: they come from outside, without end.
    if (definition === undefined || !isType(definition, type)) return;
    kinds.set(type, definition['abstract'] === true ? 'abstract' : String(definition['kind']));
    for (const [name, schema] of make(definition, type)) schemas.set(name, schema);
  };
  const find = (name: string): JsonSchema | undefined => {
    const [type = name] = name.split('.', 1);
    load(type);
    return schemas.get(name);
  };
  return {
    findSchema: find,
    hasResourceType(name) {
      load(name);
      return kinds.get(name) === 'resource';
    },
  };
}

function isType(definition: AnyResource, type: string): boolean {
  return definition['type'] === type && definition['derivation'] !== 'constraint' && definition['kind'] !== 'logical';
}
