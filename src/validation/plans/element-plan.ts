/**
 * The elements of a StructureDefinition's snapshot as a tree that a walk can follow: children under their parents,
 * slices under the element that they slice (https://hl7.org/fhir/elementdefinition.html).
 */

export interface TypeRef {
  /** `HumanName`, `string`; FHIRPath's own types as the FHIR type that they stand for. */
  readonly code: string;
  readonly profile: readonly string[];
  readonly targetProfile: readonly string[];
  readonly aggregation: readonly string[];
  /** Whether FHIR types it as one of FHIRPath's: it can have no id and no extensions. */
  readonly isSystem: boolean;
}

export interface ConstraintPlan {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression: string;
  readonly source: string;
  readonly isBestPractice: boolean;
}

export interface AdditionalBinding {
  readonly purpose: string;
  readonly valueSet: string;
  /** `any` (each repetition may do) or all. */
  readonly isAny: boolean;
  readonly usage: readonly unknown[];
}

export interface BindingPlan {
  readonly strength: string;
  readonly valueSet: string;
  readonly maxValueSet: string | undefined;
  readonly additional: readonly AdditionalBinding[];
}

export interface SlicingPlan {
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
  readonly isOrdered: boolean;
  readonly rules: string;
}

/** A value that a profile fixes or gives as a pattern, with its FHIR type. */
export interface GivenValue {
  readonly type: string;
  readonly value: unknown;
}

/** What the plan is of: for the source of issues. */
export interface PlanOrigin {
  readonly url: string;
  readonly version: string | undefined;
  /** `url|version`. */
  readonly label: string;
  /** Whether it is a profile, not a type. */
  readonly isProfile: boolean;
}

export interface ElementPlan {
  readonly origin: PlanOrigin;
  readonly id: string;
  readonly path: string;
  /** Where the element is defined first: `Element.id`, `Patient.contact`. */
  readonly basePath: string;
  /** Last part of the path, a choice without `[x]`. */
  readonly name: string;
  readonly isChoice: boolean;
  readonly sliceName: string | undefined;
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  /** Whether JSON has it as a list. */
  readonly isList: boolean;
  readonly types: readonly TypeRef[];
  readonly fixed: GivenValue | undefined;
  readonly pattern: GivenValue | undefined;
  readonly minValue: GivenValue | undefined;
  readonly maxValue: GivenValue | undefined;
  readonly maxLength: number | undefined;
  readonly mustHaveValue: boolean;
  readonly isModifier: boolean;
  readonly binding: BindingPlan | undefined;
  /** Whether anything is asked of the value itself, beside its structure. */
  readonly hasValueRules: boolean;
  readonly constraints: readonly ConstraintPlan[];
  readonly contentReference: string | undefined;
  readonly slicing: SlicingPlan | undefined;
  readonly slices: ElementPlan[];
  readonly children: ElementPlan[];
}

type Tree = Readonly<Record<string, unknown>>;

const fhirTypeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const bestPracticeUrl = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice';
const maxValueSetUrl = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';
const additionalBindingUrls: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/tools/StructureDefinition/additional-binding',
  'http://hl7.org/fhir/StructureDefinition/additional-binding',
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional',
]);
const systemTypes = 'http://hl7.org/fhirpath/System.';

/** The root of a snapshot's elements, all others below it; undefined where there are none. */
export function elementTree(elements: readonly Tree[], origin: PlanOrigin): ElementPlan | undefined {
  const open: ElementPlan[] = [];
  for (const element of elements) {
    const plan = toElementPlan(element, origin);
    const depth = plan.path.split('.').length;
    const parent = depth === 1 ? undefined : open[depth - 2];
    open.length = depth - 1;
    open[depth - 1] = plan;
    if (parent !== undefined) addChild(parent, plan);
  }
  return open[0];
}

/** A slice goes under what it slices: the element of its path, or for `a/b` the slice `a`. */
function addChild(parent: ElementPlan, plan: ElementPlan): void {
  const sliced = plan.sliceName === undefined ? undefined : parent.children.findLast(child => child.path === plan.path);
  if (sliced === undefined) {
    parent.children.push(plan);
    return;
  }
  const outer = sliced.slices.findLast(slice => isResliceOf(plan, slice));
  (outer ?? sliced).slices.push(plan);
}

function isResliceOf({ sliceName }: ElementPlan, outer: ElementPlan): boolean {
  return outer.sliceName !== undefined && sliceName?.startsWith(`${outer.sliceName}/`) === true;
}

function toElementPlan(element: Tree, origin: PlanOrigin): ElementPlan {
  const given = givenValues(element);
  const binding = toBinding(treeOf(element['binding']));
  return {
    origin,
    ...namesOf(element),
    ...countsOf(element),
    sliceName: textOf(element['sliceName']),
    types: listOf(element['type']).map(toTypeRef),
    ...given,
    hasValueRules: binding !== undefined || hasOwnRules(element, given),
    maxLength: numberOf(element['maxLength']),
    mustHaveValue: element['mustHaveValue'] === true,
    isModifier: element['isModifier'] === true,
    binding,
    constraints: listOf(element['constraint']).flatMap(constraint => toConstraint(constraint, origin)),
    contentReference: textOf(element['contentReference']),
    slicing: element['slicing'] === undefined ? undefined : toSlicing(treeOf(element['slicing'])),
    slices: [],
    children: [],
  };
}

function namesOf(element: Tree): Pick<ElementPlan, 'id' | 'path' | 'basePath' | 'name' | 'isChoice'> {
  const path = textOf(element['path']) ?? '';
  const last = path.slice(path.lastIndexOf('.') + 1);
  const isChoice = last.endsWith('[x]');
  return {
    id: textOf(element['id']) ?? path,
    path,
    basePath: textOf(treeOf(element['base'])['path']) ?? path,
    name: isChoice ? last.slice(0, -3) : last,
    isChoice,
  };
}

function countsOf(element: Tree): Pick<ElementPlan, 'min' | 'max' | 'isList'> {
  const max = textOf(element['max']);
  const baseMax = textOf(treeOf(element['base'])['max']) ?? max ?? '*';
  return {
    min: numberOf(element['min']) ?? 0,
    max: max === undefined || max === '*' ? Infinity : Number(max),
    isList: baseMax !== '1' && baseMax !== '0',
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function hasOwnRules({ maxLength, mustHaveValue }: Tree, given: object): boolean {
  const isGiven = Object.values(given).some(value => value !== undefined);
  return isGiven || maxLength !== undefined || mustHaveValue === true;
}

function givenValues(element: Tree): Pick<ElementPlan, 'fixed' | 'pattern' | 'minValue' | 'maxValue'> {
  const given: Record<string, GivenValue> = {};
  for (const key in element) {
    const stem = /^(?:fixed|pattern|minValue|maxValue)(?=[A-Z])/.exec(key)?.[0];
    if (stem !== undefined) given[stem] = { type: key.slice(stem.length), value: element[key] };
  }
  return { fixed: given['fixed'], pattern: given['pattern'], minValue: given['minValue'], maxValue: given['maxValue'] };
}

function toTypeRef(type: Tree): TypeRef {
  const code = textOf(type['code']) ?? '';
  const isSystem = code.startsWith(systemTypes);
  const stated = listOf(type['extension']).find(({ url }) => url === fhirTypeUrl);
  const fhirType = textOf(stated?.['valueUrl']) ?? textOf(stated?.['valueUri']) ?? 'string';
  return {
    code: isSystem ? fhirType : code.replace('http://hl7.org/fhir/StructureDefinition/', ''),
    profile: textsOf(type['profile']),
    targetProfile: textsOf(type['targetProfile']),
    aggregation: textsOf(type['aggregation']),
    isSystem,
  };
}

function toBinding(binding: Tree): BindingPlan | undefined {
  const strength = textOf(binding['strength']);
  if (strength === undefined) return undefined;
  const extensions = listOf(binding['extension']);
  const maxValueSet = extensions.find(({ url }) => url === maxValueSetUrl);
  return {
    strength,
    valueSet: textOf(binding['valueSet']) ?? '',
    maxValueSet: textOf(maxValueSet?.['valueCanonical']) ?? textOf(maxValueSet?.['valueUri']),
    additional: [
      ...listOf(binding['additional']).map(toAdditional),
      ...extensions.filter(({ url }) => additionalBindingUrls.has(String(url))).map(additionalOfExtension),
    ],
  };
}

function toAdditional(additional: Tree): AdditionalBinding {
  return {
    purpose: textOf(additional['purpose']) ?? '',
    valueSet: textOf(additional['valueSet']) ?? '',
    isAny: additional['any'] === true,
    usage: listOf(additional['usage']),
  };
}

function additionalOfExtension(extension: Tree): AdditionalBinding {
  const parts = listOf(extension['extension']);
  const valueOf = (name: string): unknown => {
    const part = parts.find(({ url }) => url === name) ?? {};
    return Object.entries(part).find(([key]) => key.startsWith('value'))?.[1];
  };
  return {
    purpose: textOf(valueOf('purpose')) ?? '',
    valueSet: textOf(valueOf('valueSet')) ?? '',
    isAny: valueOf('any') === true || valueOf('scope') === 'any',
    usage: parts.filter(({ url }) => url === 'usage').map(part => part['valueUsageContext']),
  };
}

function toConstraint(constraint: Tree, origin: PlanOrigin): readonly ConstraintPlan[] {
  const expression = textOf(constraint['expression']);
  if (expression === undefined) return [];
  const key = textOf(constraint['key']) ?? '';
  const isBestPractice = listOf(constraint['extension']).some(
    ({ url, valueBoolean }) => url === bestPracticeUrl && valueBoolean === true,
  );
  const severity = constraint['severity'] === 'warning' ? 'warning' : 'error';
  const human = textOf(constraint['human']) ?? key;
  const source = textOf(constraint['source']) ?? origin.label;
  return [{ key, severity, human, expression, source, isBestPractice }];
}

function toSlicing(slicing: Tree): SlicingPlan {
  return {
    discriminators: listOf(slicing['discriminator']).map(({ type, path }) => ({
      type: textOf(type) ?? '',
      path: textOf(path) ?? '',
    })),
    isOrdered: slicing['ordered'] === true,
    rules: textOf(slicing['rules']) ?? 'open',
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : typeof value === 'string'
      ? [value]
      : [];
}

function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : [];
}
