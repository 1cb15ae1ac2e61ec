/** What can be said of elements of a type (http://hl7.org/fhir/StructureDefinition/structuredefinition-type-characteristics). */
import type { Authoring } from './authoring.ts';
import { findDefinition, listOf } from './authoring.ts';
import { typeCanonical } from '../../snapshot/element.ts';

export type Characteristic = 'can-bind' | 'has-target' | 'has-range' | 'has-length';

const characteristicsUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-type-characteristics';

const typesWith: Readonly<Record<Characteristic, ReadonlySet<string>>> = {
  'can-bind': new Set(
    (
      'string uri code oid url uuid Age CodeableConcept CodeableReference Coding Distance Duration Quantity Range ' +
      'Extension MoneyQuantity SimpleQuantity'
    ).split(' '),
  ),
  'has-target': new Set(['canonical', 'CodeableReference', 'Reference']),
  'has-range': new Set(
    (
      'integer integer64 decimal instant date dateTime time positiveInt unsignedInt Age Count Distance Duration Money ' +
      'Quantity MoneyQuantity SimpleQuantity'
    ).split(' '),
  ),
  'has-length': new Set(
    (
      'integer integer64 decimal instant string uri date dateTime time canonical code id markdown oid positiveInt ' +
      'unsignedInt url uuid'
    ).split(' '),
  ),
};

/** Whether one of the types has the characteristic; undefined where none of them is known. */
export function hasCharacteristic(
  types: readonly string[],
  characteristic: Characteristic,
  authoring: Authoring,
): boolean | undefined {
  const definitions = types.map(type => [type, findDefinition(authoring, typeCanonical(type))] as const);
  const known = definitions.filter(([, definition]) => definition !== undefined);
  if (known.length === 0) return undefined;
  return known.some(([type, definition]) => {
    const said = listOf(definition?.['extension']).filter(({ url }) => url === characteristicsUrl);
    return said.length === 0
      ? typesWith[characteristic].has(type)
      : said.some(({ valueCode }) => valueCode === characteristic) || typesWith[characteristic].has(type);
  });
}
