/**
 * The element shapes that XML is read and written by, from the StructureDefinitions of one FHIR version
 * (https://hl7.org/fhir/elementdefinition.html). A type is looked at when it is first met: about 2 ms each.
 */
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import type { ElementKind, ElementShape, ElementShapes, TypeShape } from '../fhir/formats/element-shapes.ts';
import type { AnyResource } from '../fhir/model.ts';
import { childrenByPath, complexTypeOf, fhirTypeOf, variantsOf } from './element-definition.ts';
import type { ElementDefinition, ElementType } from './element-definition.ts';

/** Shapes over one version's definitions; what was made is kept. */
export function createElementShapes(definitions: DefinitionFinder): ElementShapes {
  const shapes = new Map<string, TypeShape>();
  const looked = new Set<string>();
  const load = (type: string): void => {
    if (looked.has(type) || !/^[A-Z][A-Za-z]{1,63}$/.test(type)) return;
    const definition = definitions.findStructureDefinition(`http://hl7.org/fhir/StructureDefinition/${type}`);
    const isType = definition?.['derivation'] !== 'constraint' && definition?.['type'] === type;
    // Only names of types are kept, so that a client that makes up names fills no memory.
    if (definition === undefined || !isType) return;
    looked.add(type);
    for (const [path, shape] of shapesOf(definition)) shapes.set(path, shape);
  };
  return {
    findType(name) {
      const known = shapes.get(name);
      if (known !== undefined) return known;
      const [type = name] = name.split('.', 1);
      load(type);
      return shapes.get(name);
    },
  };
}

function* shapesOf(definition: AnyResource): Iterable<[string, TypeShape]> {
  const children = childrenByPath(definition);
  const isConcreteResource = definition['kind'] === 'resource' && definition['abstract'] !== true;
  for (const [path, own] of children) {
    const shapes = own.flatMap((element, position) =>
      variantsOf(element).map(({ name, type }): [string, ElementShape] => {
        const kind = kindOf(element, type, children);
        const typeName = kind === 'complex' ? complexTypeOf(element, type, children) : fhirTypeOf(type);
        return [name, { name, kind, type: typeName ?? type.code, isList: element.max !== '1', position }];
      }),
    );
    yield [path, { isResource: isConcreteResource && !path.includes('.'), elements: new Map(shapes) }];
  }
}

const anyResource = new Set(['Resource', 'DomainResource']);

function kindOf(element: ElementDefinition, type: ElementType, children: ReadonlyMap<string, unknown>): ElementKind {
  if (element.representation?.includes('xmlAttr') === true) return 'attribute';
  if (anyResource.has(type.code)) return 'resource';
  if (type.code === 'xhtml') return 'xhtml';
  return complexTypeOf(element, type, children) === undefined ? 'primitive' : 'complex';
}
