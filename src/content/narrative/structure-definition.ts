/** Narrative of a profile or an extension: what it asks of each element that it names. */
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { element, list, paragraph, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

type Element = Readonly<Record<string, unknown>>;

/** The elements of the differential as a table, and the rules. */
export function describeStructureDefinition(definition: AnyResource): Xhtml {
  const { element: elements } = (definition['differential'] ?? {}) as { readonly element?: unknown };
  const listed = asObjects(elements);
  const rules = listed.flatMap(each => asObjects(each['constraint']));
  const lines = rules.map(({ key, severity, human }) => `${text(key)} (${text(severity)}): ${text(human)}`);
  return sequence(
    paragraph(`On ${text(definition['type'])}, based on ${text(definition['baseDefinition'])}`),
    table(['Element', 'How many', 'Type', 'Meaning', 'Codes'], listed.map(row)),
    lines.length === 0 ? paragraph(undefined) : element('h3', 'Rules'),
    list(lines),
  );
}

function row(each: Element): string[] {
  const { min, max, short } = each;
  const count = [min, max].every(one => one === undefined) ? '' : `${text(min)}..${text(max)}`;
  return [text(each['id'] ?? each['path']), count, typesOf(each), text(short), bindingOf(each)];
}

function typesOf({ type }: Element): string {
  return asObjects(type)
    .map(({ code, profile }) => [text(code), ...(Array.isArray(profile) ? profile.map(text) : [])].join(' '))
    .join(', ');
}

function bindingOf({ binding }: Element): string {
  const { strength, valueSet } = (binding ?? {}) as Element;
  return valueSet === undefined ? '' : `${text(valueSet)} (${text(strength)})`;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
