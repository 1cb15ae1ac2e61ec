/** Code systems and concept maps as rows, for those who work with tables: in the model's form, the same for all versions. */
import type { AnyResource, Extension } from '../../fhir/model.ts';
import { noMapCommentOf } from '../../fhir/no-map-comment.ts';
import { asObjects } from '../as-objects.ts';
import { textOf } from '../check/checked-content.ts';

/** A cell: a text, or several values of one column. */
export type Row = Readonly<Record<string, string | readonly string[]>>;

/** The rows of a CodeSystem or ConceptMap. */
export function rowsOf(resource: AnyResource): readonly Row[] {
  return resource.resourceType === 'CodeSystem' ? conceptRows(resource) : mappingRows(resource);
}

type Tree = Readonly<Record<string, unknown>>;

function conceptRows(codeSystem: AnyResource): Row[] {
  const properties = asObjects(codeSystem['property']).map(({ code }) => String(code));
  const rows: Row[] = [];
  const add = (concept: Tree, parent: string): void => {
    rows.push(conceptRow(concept, { parent, properties, codeSystem }));
    for (const child of asObjects(concept['concept'])) add(child, String(concept['code']));
  };
  for (const concept of asObjects(codeSystem['concept'])) add(concept, '');
  return rows;
}

interface ConceptPlace {
  readonly parent: string;
  readonly properties: readonly string[];
  readonly codeSystem: AnyResource;
}

function conceptRow(concept: Tree, { parent, properties, codeSystem }: ConceptPlace): Row {
  const given = asObjects(concept['property']);
  const ofProperty = (code: string): string[] => given.filter(each => each['code'] === code).map(valueOf);
  const designations = asObjects(concept['designation']).map(
    each => `${text(each['language'])}: ${text(each['value'])}`,
  );
  return {
    system: textOf(codeSystem, 'url') ?? '',
    version: textOf(codeSystem, 'version') ?? '',
    code: text(concept['code']),
    display: text(concept['display']),
    definition: text(concept['definition']),
    parent,
    designation: designations,
    ...Object.fromEntries(properties.map(code => [`property:${code}`, ofProperty(code)])),
  };
}

/** The value of a property of whatever type. */
function valueOf(property: Tree): string {
  const value = Object.entries(property).find(([name]) => name.startsWith('value'))?.[1];
  const { system, code } = (typeof value === 'object' && value !== null ? value : {}) as Tree;
  return code === undefined ? text(value) : `${text(system)}|${text(code)}`;
}

function mappingRows(conceptMap: AnyResource): Row[] {
  return asObjects(conceptMap['group']).flatMap(group =>
    asObjects(group['element']).flatMap(element => {
      const targets = asObjects(element['target']);
      const shared = { conceptMap, group, element };
      return targets.length === 0 ? [mappingRow(shared, {})] : targets.map(target => mappingRow(shared, target));
    }),
  );
}

interface Mapping {
  readonly conceptMap: AnyResource;
  readonly group: Tree;
  readonly element: Tree;
}

function mappingRow({ conceptMap, group, element }: Mapping, target: Tree): Row {
  const isMapped = target['code'] !== undefined;
  return {
    map: textOf(conceptMap, 'url') ?? '',
    version: textOf(conceptMap, 'version') ?? '',
    sourceSystem: text(group['source']),
    sourceCode: text(element['code']),
    sourceDisplay: text(element['display']),
    relationship: isMapped ? text(target['relationship']) : 'no map',
    targetSystem: text(group['target']),
    targetCode: text(target['code']),
    targetDisplay: text(target['display']),
    comment: isMapped ? text(target['comment']) : reasonOf(element),
  };
}

/** Why there is no map, as the extension on the element says. */
function reasonOf(element: Tree): string {
  return text(noMapCommentOf({ extension: asObjects(element['extension']) as unknown as readonly Extension[] }));
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
