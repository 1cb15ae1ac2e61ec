/** What differs between two versions of the content: by code, by recommendation, and by resource for all that is neither. */
import { isDeepStrictEqual } from 'node:util';
import type { AnyResource } from '../../fhir/model.ts';
import { listReviewItems } from './list-items.ts';
import type { VersionedContent } from './list-items.ts';
import type { ReviewItem } from './review-item.ts';

export interface FieldChange {
  readonly from: string;
  readonly to: string;
}

export interface ItemChange {
  readonly key: string;
  readonly label: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Of a changed one: what it said and says, by name. */
  readonly fields?: Readonly<Record<string, FieldChange>>;
}

export interface ContentDifference {
  /** Concepts, mappings and members of value sets. */
  readonly codes: readonly ItemChange[];
  /** Actions of plans, alerts and activities. */
  readonly recommendations: readonly ItemChange[];
  /** Resources with a difference that is none of the above, metadata included. */
  readonly resources: readonly ItemChange[];
}

const codeParts: ReadonlySet<string> = new Set(['code', 'mapping', 'member']);

/** Compares two versions of the content. */
export function compareContent(before: VersionedContent, after: VersionedContent): ContentDifference {
  const [old, now] = [listReviewItems(before), listReviewItems(after)];
  const parts = new Map([...old, ...now].map(({ key, part }) => [key, part]));
  const isCode = ({ key }: ItemChange): boolean => codeParts.has(parts.get(key) ?? '');
  const changes = compareKeyed(
    keyed(old, ({ key }) => key),
    keyed(now, ({ key }) => key),
    {
      labelOf: ({ label }) => label,
      changesOf: (was, is) => changedFields(was.fields, is.fields),
    },
  );
  return {
    codes: changes.filter(isCode),
    recommendations: changes.filter(change => !isCode(change)),
    resources: compareKeyed(resourcesOf(before), resourcesOf(after), {
      labelOf: resource => String(resource['title'] ?? ''),
      changesOf: changedElements,
    }),
  };
}

function keyed<Each>(items: readonly Each[], keyOf: (item: Each) => string): ReadonlyMap<string, Each> {
  return new Map(items.map(item => [keyOf(item), item]));
}

/** By name; R4's form of one that R5 has otherwise stands beside it. */
function resourcesOf({ R4, R5 }: VersionedContent): ReadonlyMap<string, AnyResource> {
  const nameOf = ({ resourceType, id = '' }: AnyResource): string => `${resourceType}/${id}`;
  const found = new Map(keyed(R5, nameOf));
  for (const resource of R4) {
    const name = nameOf(resource);
    const other = found.get(name);
    if (other === undefined) found.set(name, resource);
    else if (!isDeepStrictEqual(other, resource)) found.set(`${name} (R4)`, resource);
  }
  return found;
}

type Fields = Readonly<Record<string, FieldChange>>;

interface Comparing<Each> {
  readonly labelOf: (each: Each) => string;
  readonly changesOf: (was: Each, is: Each) => Fields;
}

function compareKeyed<Each>(
  before: ReadonlyMap<string, Each>,
  after: ReadonlyMap<string, Each>,
  { labelOf, changesOf }: Comparing<Each>,
): ItemChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key): ItemChange[] => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === undefined) return is === undefined ? [] : [{ key, label: labelOf(is), change: 'added' }];
    if (is === undefined) return [{ key, label: labelOf(was), change: 'removed' }];
    const fields = changesOf(was, is);
    return Object.keys(fields).length === 0 ? [] : [{ key, label: labelOf(is), change: 'changed', fields }];
  });
}

function changedFields(was: ReviewItem['fields'], is: ReviewItem['fields']): Fields {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter(name => was[name] !== is[name]);
  return Object.fromEntries(changed.map(name => [name, { from: was[name] ?? '', to: is[name] ?? '' }]));
}

/** What the items say elsewhere; the narrative is made of the rest. */
const saidByItems: Readonly<Record<string, readonly string[]>> = {
  CodeSystem: ['concept', 'count'],
  ConceptMap: ['group'],
  ValueSet: ['compose'],
  PlanDefinition: ['action'],
};

/** Names of the elements that differ, with their values where they are short texts. */
function changedElements(was: AnyResource, is: AnyResource): Fields {
  const apart = new Set(['text', 'snapshot', ...(saidByItems[is.resourceType] ?? [])]);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(name => !apart.has(name));
  const changed = names.filter(name => !isDeepStrictEqual(was[name], is[name]));
  return Object.fromEntries(changed.map(name => [name, { from: brief(was[name]), to: brief(is[name]) }]));
}

function brief(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? '(structure)' : String(value as string | number | boolean);
}
