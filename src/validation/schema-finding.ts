/** Errors of ajv as findings that a person can act on, with paths as FHIRPath spells them. */
import type { SchemaFinding } from '../contracts/schema-gate.ts';
import type { SchemaFault } from './element-keyword.ts';

/** The findings in a resource of this type: each place and reason once, in the order of the faults. */
export function findingsOf(resourceType: string, faults: readonly SchemaFault[]): SchemaFinding[] {
  const findings = new Map<string, SchemaFinding>();
  for (const fault of faults) {
    const finding = { path: pathOf(resourceType, fault.pointer), reason: reasonOf(fault) };
    findings.set(`${finding.path} ${finding.reason}`, finding);
  }
  return [...findings.values()];
}

/** `/compose/include/0/system` → `ValueSet.compose.include[0].system`. */
function pathOf(resourceType: string, pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return resourceType + parts.map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('');
}

const reasons: Readonly<Record<string, (fault: SchemaFault) => string>> = {
  additionalProperties: ({ params, parentSchema }) =>
    `${typeName(parentSchema)} has no element '${String(params['additionalProperty'])}' in this FHIR version`,
  const: ({ params }) => `must be ${JSON.stringify(params['allowedValue'])}`,
  enum: ({ data, params }) => `${excerpt(data)} is none of the codes ${codeList(params['allowedValues'])}`,
  maximum: ({ data, parentSchema }) => `${excerpt(data)} is too large for the type ${typeName(parentSchema)}`,
  minimum: ({ data, parentSchema }) => `${excerpt(data)} is too small for the type ${typeName(parentSchema)}`,
  maxLength: ({ params }) => `must not be longer than ${String(params['limit'])} characters`,
  minItems: () => 'must not be an empty array; leave the element out',
  minLength: () => 'must not be an empty string; leave the element out',
  minProperties: () => 'must not be an empty object; leave the element out',
  pattern: ({ data, parentSchema }) => `${excerpt(data)} is not a valid ${typeName(parentSchema)}`,
  type: ({ data, params, parentSchema }) => typeReason(data, params['type'], parentSchema),
};

function reasonOf(fault: SchemaFault): string {
  return reasons[fault.keyword]?.(fault) ?? fault.message ?? `breaks the rule ${fault.keyword}`;
}

function typeReason(data: unknown, wanted: unknown, schema: SchemaFault['parentSchema']): string {
  if (wanted === 'array') return 'must be an array, because the element may repeat';
  if (Array.isArray(data)) return 'must not be an array, because the element does not repeat';
  const kinds = [wanted].flat().filter(kind => kind !== 'null');
  const name = schema?.['title'] === undefined || kinds.includes('object') ? '' : ` (${typeName(schema)})`;
  return `must be ${kinds.map(kind => jsonKinds[String(kind)] ?? String(kind)).join(' or ')}${name}, not ${excerpt(data)}`;
}

const jsonKinds: Readonly<Record<string, string>> = {
  object: 'an object',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

const typeName = (schema: SchemaFault['parentSchema']) => String(schema?.['title'] ?? 'value');

function codeList(codes: unknown): string {
  const all = [codes]
    .flat()
    .filter(code => code !== null)
    .map(String);
  return all.length > 12 ? `${all.slice(0, 12).join(', ')} …` : all.join(', ');
}

function excerpt(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
