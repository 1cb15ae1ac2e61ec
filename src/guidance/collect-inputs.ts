/**
 * Fills the named inputs of conditions from a patient's data. Each data requirement of an action names its input by its
 * id (`<action>.<name>`); what it asks for (type, codes, order, number: https://hl7.org/fhir/R5/metadatatypes.html#DataRequirement) is
 * taken from the Bundle, as a server would answer the query of the same requirement.
 */
import type { AnyResource } from '../fhir/model.ts';
import type { CodeMembership } from './condition-evaluator.ts';
import type { Inputs, InputValue } from './condition-result.ts';

/** A DataRequirement, which is the same in R4 and R5 as far as it is used here. */
export interface InputRequirement {
  /** `<action>.<name>`, or the name alone. */
  readonly id?: string;
  readonly type: string;
  readonly codeFilter?: readonly CodeFilter[];
  readonly sort?: readonly { readonly path: string; readonly direction: string }[];
  readonly limit?: number;
}

interface CodeFilter {
  readonly path?: string;
  readonly valueSet?: string;
  readonly code?: readonly { readonly system?: string; readonly code?: string }[];
}

/** The data of one patient. */
export interface PatientData {
  readonly resourceType: 'Bundle';
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: AnyResource }[];
}

type DataEntry = NonNullable<PatientData['entry']>[number];

/** One input for each requirement: the Patient itself, else a searchset Bundle of what meets it, in its order. */
export async function collectInputs(
  data: PatientData,
  requirements: readonly InputRequirement[],
  codes: CodeMembership,
): Promise<Inputs> {
  const inputs: Record<string, InputValue> = {};
  for (const requirement of requirements) {
    const name = inputNameOf(requirement);
    if (!(name in inputs)) inputs[name] = await collectInput(data, requirement, codes);
  }
  return inputs;
}

/** The name of the variable, and the key of prefetch data, that a requirement is about. */
export function inputNameOf({ id, type }: InputRequirement): string {
  const name = id?.split('.').at(-1);
  if (name === undefined || name === '') throw new Error(`a requirement of ${type} has no id to name its input`);
  return name;
}

async function collectInput(
  { entry: all = [] }: PatientData,
  requirement: InputRequirement,
  codes: CodeMembership,
): Promise<InputValue> {
  const { type, codeFilter = [], limit } = requirement;
  const found: DataEntry[] = [];
  for (const entry of all) {
    const { resource } = entry;
    if (resource?.resourceType === type && (await meets(resource, codeFilter, codes))) found.push(entry);
  }
  if (type === 'Patient') return found[0]?.resource ?? null;
  const entry = sorted(found, requirement).slice(0, limit);
  return { resourceType: 'Bundle', type: 'searchset', entry: [...entry, ...includedWith(type, all)] };
}

/** Medications that requests and statements refer to come along, as `_include` brings them. */
function includedWith(type: string, all: readonly DataEntry[]): object[] {
  if (!type.startsWith('Medication')) return [];
  const medications = all.filter(({ resource }) => resource?.resourceType === 'Medication');
  return medications.map(entry => ({ ...entry, search: { mode: 'include' } }));
}

async function meets(resource: AnyResource, filters: readonly CodeFilter[], codes: CodeMembership): Promise<boolean> {
  for (const filter of filters) if (!(await meetsFilter(resource, filter, codes))) return false;
  return true;
}

async function meetsFilter(resource: AnyResource, filter: CodeFilter, codes: CodeMembership): Promise<boolean> {
  const { path = '', valueSet, code: wanted = [] } = filter;
  if (!/^\w+$/.test(path)) throw new Error(`a code filter of ${resource.resourceType} has the path '${path}'`);
  const codings = codingsOf(resource[path]);
  if (valueSet === undefined) return codings.some(coding => wanted.some(one => isSame(coding, one)));
  for (const coding of codings) {
    const [answer] = await codes.check([{ valueSet, coding }]);
    if (answer === undefined || answer.isUnknown) throw new Error(`whether a code is in ${valueSet} can't be told`);
    if (answer.isIn) return true;
  }
  return false;
}

interface AnyCoding {
  readonly system?: string;
  readonly code?: string;
}

/** Codes of an element of type code, Coding or CodeableConcept, which may repeat. */
function codingsOf(value: unknown): AnyCoding[] {
  if (typeof value === 'string') return [{ code: value }];
  if (Array.isArray(value)) return value.flatMap(codingsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { coding } = value as { readonly coding?: readonly AnyCoding[] };
  return coding === undefined ? [value] : [...coding];
}

/** An element of type code has no system of its own to differ by. */
function isSame(left: AnyCoding, right: AnyCoding): boolean {
  return left.code === right.code && (left.system === undefined || left.system === right.system);
}

function sorted(entries: readonly DataEntry[], { sort = [] }: InputRequirement): DataEntry[] {
  return [...entries].sort((left, right) => {
    for (const { path, direction } of sort) {
      const order = momentOf(left, path) - momentOf(right, path);
      if (order !== 0) return direction === 'descending' ? -order : order;
    }
    return 0;
  });
}

/** A choice such as `effective` stands under the name of one of its types; a period counts by its end, or its start. */
function momentOf({ resource = { resourceType: '' } }: DataEntry, path: string): number {
  const [, value] = Object.entries(resource).find(([name]) => name === path || name.startsWith(path)) ?? [];
  const { end, start } = ((typeof value === 'object' ? value : undefined) as { end?: unknown; start?: unknown }) ?? {};
  const moment = Date.parse(String(end ?? start ?? value ?? ''));
  return Number.isNaN(moment) ? Number.MIN_SAFE_INTEGER : moment;
}
