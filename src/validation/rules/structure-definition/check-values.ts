/** What is said of an element's value: bindings, fixed values, lengths and ranges. */
import { typeOfChoice } from '../../validation-node.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { fhirTypeOf } from '../../snapshot/element.ts';
import type { Authoring, ElementAt } from './authoring.ts';
import { hasCharacteristic } from './characteristics.ts';
import type { Characteristic } from './characteristics.ts';

const said: readonly (readonly [name: string, label: string, needs: Characteristic])[] = [
  ['binding', 'Binding', 'can-bind'],
  ['maxLength', 'MaxLength', 'has-length'],
  ['minValue', 'MinValue', 'has-range'],
  ['maxValue', 'MaxValue', 'has-range'],
];

export function checkValues(at: ElementAt, authoring: Authoring): void {
  const { node, element } = at;
  const types = typesOf(at);
  for (const [name, label, needs] of said) {
    const isSaid = element[name] !== undefined || node.choice(name) !== undefined;
    if (isSaid && types.length > 0 && hasCharacteristic(types, needs, authoring) === false)
      authoring.context.report('SD_ILLEGAL_CHARACTERISTICS', { node, args: [label, types.join(', ')] });
  }
  checkBinding(at, types, authoring);
  if (at.isSnapshot) checkSnapshotValues(at, types, authoring);
}

function typesOf({ element }: ElementAt): readonly string[] {
  if (!element.path.includes('.')) return [element.path];
  return (element.type ?? []).filter(({ code }) => typeof code === 'string').map(fhirTypeOf);
}

const bindable = new Set([
  'code',
  'string',
  'url',
  'uri',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'CodeableReference',
]);

function checkBinding({ node, element, isSnapshot }: ElementAt, types: readonly string[], authoring: Authoring): void {
  const binding = node.child('binding');
  if (binding === undefined) return;
  const { context, isExperimental } = authoring;
  const several = types.filter(type => bindable.has(type));
  if (!isSnapshot && several.length > 1)
    context.report('SD_ED_BIND_MULTIPLE_TYPES', { node: binding, args: [element.path, several.join(', ')] });
  const canonical = binding.text('valueSet');
  if (canonical === undefined || canonical.startsWith('#')) return;
  const valueSet = context.finder.find('ValueSet', canonical);
  if (valueSet === undefined) {
    context.report('SD_ED_BIND_UNKNOWN_VS', { node: binding, args: [element.path, canonical] });
  } else if (valueSet['experimental'] === true && !isExperimental && binding.text('strength') !== 'example') {
    context.report('SD_ED_EXPERIMENTAL_BINDING', { node: binding, args: [element.path, canonical] });
  }
}

/** A snapshot has every element's types, so that values can be held against them. */
function checkSnapshotValues({ node, element }: ElementAt, types: readonly string[], authoring: Authoring): void {
  if (!element.path.includes('.')) return;
  const name = element.id ?? element.path;
  if (types.length === 0) {
    if (element.contentReference === undefined)
      authoring.context.report('SD_NO_TYPES_OR_CONTENTREF', { node, args: [name] });
    return;
  }
  const repeats = element.max !== '0' && element.max !== '1';
  for (const stem of ['defaultValue', 'fixed', 'pattern']) {
    const value = node.choice(stem);
    if (value !== undefined) checkValue(value, { name, stem, types, repeats }, authoring);
  }
}

interface ValueFacts {
  /** Id of the element. */
  readonly name: string;
  readonly stem: string;
  readonly types: readonly string[];
  readonly repeats: boolean;
}

function checkValue(node: ValidationNode, { name, stem, types, repeats }: ValueFacts, { context }: Authoring): void {
  if (!types.includes(node.type))
    context.report('SD_VALUE_TYPE_IILEGAL', { node, args: [name, stem, node.type, types.join(', ')] });
  if (repeats && stem !== 'defaultValue') context.report('SD_VALUE_TYPE_REPEAT_HINT', { node, args: [name, stem] });
  if (stem === 'fixed' && isComplex(node)) context.report('SD_VALUE_COMPLEX_FIXED', { node, args: [node.type] });
}

function isComplex({ type }: ValidationNode): boolean {
  return typeOfChoice(type) === type && /^[A-Z]/.test(type);
}
