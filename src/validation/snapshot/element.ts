/** ElementDefinitions as the snapshot generator handles them: the wire form of R4 and R5, with what it reads named (https://hl7.org/fhir/elementdefinition.html). */

export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
  readonly aggregation?: readonly string[];
  readonly versioning?: string;
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[];
}

export interface Discriminator {
  readonly type: string;
  readonly path: string;
}

export interface Slicing {
  readonly discriminator?: readonly Discriminator[];
  readonly description?: string;
  readonly ordered?: boolean;
  readonly rules?: string;
}

export interface Binding {
  readonly strength?: string;
  readonly valueSet?: string;
  readonly description?: string;
  readonly extension?: readonly { readonly url: string }[];
  readonly additional?: readonly unknown[];
}

export interface Constraint {
  readonly key: string;
  readonly severity?: string;
  readonly human?: string;
  readonly expression?: string;
  readonly source?: string;
}

export interface Element {
  readonly id?: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min?: number;
  readonly max?: string;
  readonly base?: { readonly path: string; readonly min?: number; readonly max?: string };
  readonly type?: readonly ElementType[];
  readonly slicing?: Slicing;
  readonly contentReference?: string;
  readonly binding?: Binding;
  readonly constraint?: readonly Constraint[];
  readonly mustSupport?: boolean;
  readonly isModifier?: boolean;
  readonly [element: string]: unknown;
}

/** Slicing that FHIR gives every list of extensions. */
export const extensionSlicing: Slicing = {
  discriminator: [{ type: 'value', path: 'url' }],
  description: 'Extensions are always sliced by (at least) url',
  rules: 'open',
};

/** Slicing of a choice of types of which one type is constrained. */
export const typeSlicing: Slicing = {
  discriminator: [{ type: 'type', path: '$this' }],
  ordered: false,
  rules: 'open',
};

/** The canonical of a type's definition: the codes of FHIR's own types are short. */
export function typeCanonical(code: string): string {
  return code.includes(':') ? code : `http://hl7.org/fhir/StructureDefinition/${code}`;
}

/** `valueQuantity` for the type Quantity of `value[x]`. */
export function choiceName(choice: string, typeCode: string): string {
  return choice.slice(0, -'[x]'.length) + typeCode.charAt(0).toUpperCase() + typeCode.slice(1);
}

/** The object without these properties. */
export function without<Value extends object, Name extends string>(value: Value, ...names: Name[]): Omit<Value, Name> {
  const left = new Set<string>(names);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !left.has(name))) as Omit<Value, Name>;
}

/** The value of `fixed[x]`, `pattern[x]` and the like, whatever its type. */
export function valueOf(element: Element, stem: string): unknown {
  const name = Object.keys(element).find(key => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)));
  return name === undefined ? undefined : element[name];
}

const fhirTypeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** The FHIR type; ids and urls have one of FHIRPath's as code and say theirs in an extension. */
export function fhirTypeOf({ code, extension = [] }: ElementType): string {
  if (!code.startsWith('http://hl7.org/fhirpath/')) return code;
  const said = extension.find(({ url }) => url === fhirTypeUrl);
  return said?.valueUrl ?? 'string';
}
