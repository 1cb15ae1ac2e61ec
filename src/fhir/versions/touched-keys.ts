/** Which JSON keys a shape acts on: most elements have none of them, and are then not even copied. */
import type { FhirVersion } from '../fhir-version.ts';
import type { FormTable, ShapeTable } from './shape.ts';

/** A shape with the keys that it acts on, for elements in the form of each version. */
export interface ReadyShape extends ShapeTable {
  readonly touched: Readonly<Record<FhirVersion, ReadonlySet<string>>>;
}

/** Key of a shape → shape, ready for the walk. */
export type ReadyShapes = Readonly<Record<string, ReadyShape>>;

/** Adds to each shape what it acts on. */
export function readyShapes(shapes: Readonly<Record<string, ShapeTable>>): ReadyShapes {
  const entries = Object.entries(shapes).map(([key, shape]): [string, ReadyShape] => [
    key,
    { ...shape, touched: { R4: touchedKeys(shape, 'R4'), R5: touchedKeys(shape, 'R5') } },
  ]);
  return Object.fromEntries(entries);
}

function touchedKeys(shape: ShapeTable, from: FhirVersion): ReadonlySet<string> {
  const { onlyR4 = {}, onlyR5 = {}, renames = {}, lists = {}, codes = {} } = shape;
  const [sent, restored] = from === 'R4' ? [onlyR4, onlyR5] : [onlyR5, onlyR4];
  const names = [
    ...propertyNames(sent),
    ...(from === 'R4' ? Object.keys(renames) : Object.values(renames)),
    ...Object.keys(lists),
    ...Object.keys(codes),
  ];
  const mayRestore = Object.keys(restored).length > 0;
  return new Set([...names, ...names.map(name => `_${name}`), ...(mayRestore ? ['extension'] : [])]);
}

function propertyNames(table: FormTable): string[] {
  return Object.entries(table).flatMap(([key, form]) => {
    const name = key.replace('*', '');
    return Array.isArray(form) ? (form as readonly string[]).map(type => name + type) : [name];
  });
}
