/**
 * Generates JSON schemas of one FHIR version from its StructureDefinitions (https://hl7.org/fhir/json.html). Each type
 * and each backbone element has a schema of its own, which names the others by the keyword `ofType`, so that a schema is
 * compiled only when a resource uses it.
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
  const load = (type: string): void => {
    if (kinds.has(type)) return;
    const definition = definitions.findStructureDefinition(`http://hl7.org/fhir/StructureDefinition/${type}`);
    kinds.set(type, kindOf(definition, type));
    if (definition === undefined || kinds.get(type) === 'none') return;
    if (definition['kind'] === 'primitive-type') schemas.set(type, primitiveSchema(definition));
    else {
      const findValueSetCodes = (canonical: string) => definitions.findValueSetCodes?.(canonical);
      for (const [name, schema] of elementSchemas(definition, { findSchema: find, findValueSetCodes }))
        schemas.set(name, schema);
    }
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

function kindOf(definition: AnyResource | undefined, type: string): string {
  if (definition === undefined || definition['derivation'] === 'constraint' || definition['type'] !== type)
    return 'none';
  return definition['kind'] === 'resource' && definition['abstract'] === true ? 'abstract' : String(definition['kind']);
}
