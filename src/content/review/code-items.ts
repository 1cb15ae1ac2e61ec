/** Codes, mappings and members of value sets as items; all in the model's form. */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { rowsOf } from '../packages/table-rows.ts';
import type { Row } from '../packages/table-rows.ts';
import { fieldsOf } from './review-item.ts';
import type { ReviewItem } from './review-item.ts';

/** What the resource says of codes; nothing where it is of another type. */
export function listCodeItems(resource: AnyResource): ReviewItem[] {
  const name = `${resource.resourceType}/${resource.id ?? ''}`;
  if (resource.resourceType === 'CodeSystem') return rowsOf(resource).map(row => conceptItem(name, row));
  if (resource.resourceType === 'ConceptMap') return rowsOf(resource).map(row => mappingItem(name, row));
  return resource.resourceType === 'ValueSet' ? listMembers(name, resource) : [];
}

function conceptItem(name: string, row: Row): ReviewItem {
  const { system, version, code, ...said } = texts(row);
  // The version stands in every row; a new one alone changes no concept.
  void [system, version];
  return { part: 'code', key: `${name}#${code ?? ''}`, label: said['display'] ?? '', fields: fieldsOf(said) };
}

function mappingItem(name: string, row: Row): ReviewItem {
  const {
    sourceCode = '',
    sourceDisplay = '',
    targetSystem = '',
    targetCode = '',
    targetDisplay = '',
    ...others
  } = texts(row);
  const { relationship = '', comment = '' } = others;
  const target = targetCode === '' ? targetSystem : `${targetSystem}|${targetCode}`;
  return {
    part: 'mapping',
    key: `${name}#${sourceCode}>${target}`,
    label: `${sourceDisplay} (${sourceCode}) ${relationship} ${targetDisplay} (${targetCode})`.replace(/ +\(\)$/, ''),
    fields: fieldsOf({ sourceDisplay, relationship, targetDisplay, comment }),
  };
}

/** What a value set lists or asks for: which codes that are, an expansion says. */
function listMembers(name: string, { compose }: AnyResource): ReviewItem[] {
  const { include, exclude } = (compose ?? {}) as { readonly include?: unknown; readonly exclude?: unknown };
  return [
    ...asObjects(include).flatMap(each => membersOf(name, each)),
    ...asObjects(exclude).flatMap(each => membersOf(`${name} without`, each)),
  ];
}

function membersOf(name: string, part: Readonly<Record<string, unknown>>): ReviewItem[] {
  const system = typeof part['system'] === 'string' ? part['system'] : '';
  const filters = asObjects(part['filter']).map(
    each => `${text(each['property'])} ${text(each['op'])} ${text(each['value'])}`,
  );
  const sets = Array.isArray(part['valueSet']) ? part['valueSet'].map(text) : [];
  const concepts = asObjects(part['concept']);
  const rules = [...filters, ...sets].join(', ');
  const whole =
    concepts.length === 0
      ? [{ key: `${name}#${system} ${rules}`.trimEnd(), label: rules || 'all codes', fields: {} }]
      : [];
  const listed = concepts.map(({ code, display }) => ({
    ...{ key: `${name}#${system}|${text(code)}`, label: text(display), fields: fieldsOf({ display: text(display) }) },
  }));
  return [...whole, ...listed].map(each => ({ part: 'member', ...each }));
}

function texts(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(' | ')]),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
