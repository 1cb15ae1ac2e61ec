/** Narrative of a CodeSystem: its concepts with definitions, properties and the depth of the hierarchy. */
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty, CodeSystemProperty } from '../../fhir/model.ts';
import { element, list, paragraph, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface LevelledConcept {
  readonly concept: CodeSystemConcept;
  readonly level: number;
}

/** Table of all concepts, and what their properties mean. */
export function describeCodeSystem(codeSystem: CodeSystem): Xhtml {
  const concepts = flatten(codeSystem.concept ?? [], 0);
  const hasDefinitions = concepts.some(({ concept }) => concept.definition !== undefined);
  const headings = ['Code', 'Display', ...(hasDefinitions ? ['Definition'] : []), 'Properties'];
  const rows = concepts.map(levelled => conceptRow(levelled, hasDefinitions));
  return sequence(
    paragraph(
      codeSystem.content === 'fragment' ? 'A fragment: only these codes of the code system are here.' : undefined,
    ),
    table(headings, rows),
    list((codeSystem.property ?? []).map(describeProperty)),
  );
}

function flatten(concepts: readonly CodeSystemConcept[], level: number): LevelledConcept[] {
  return concepts.flatMap(concept => [{ concept, level }, ...flatten(concept.concept ?? [], level + 1)]);
}

function conceptRow({ concept, level }: LevelledConcept, hasDefinitions: boolean): (string | Xhtml)[] {
  return [
    element('code', `${'\u00a0\u00a0'.repeat(level)}${concept.code}`),
    [concept.display, ...(concept.designation ?? []).map(each => `${each.value} (${each.language ?? 'other'})`)].join(
      '; ',
    ),
    ...(hasDefinitions ? [concept.definition ?? ''] : []),
    list((concept.property ?? []).map(property => `${inWords(property.code)}: ${valueText(property)}`)),
  ];
}

/** The code of a property for a reader: `serumCalcium` is `serum calcium`. */
function inWords(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

function valueText(property: CodeSystemConceptProperty): string {
  const entry = Object.entries(property).find(([name]) => name.startsWith('value'));
  const value: unknown = entry?.[1];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
}

function describeProperty(property: CodeSystemProperty): Xhtml {
  return sequence(element('code', inWords(property.code)), `: ${property.description ?? property.type}`);
}
