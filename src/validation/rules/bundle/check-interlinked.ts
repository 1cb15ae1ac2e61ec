/** Each entry of a document or message is reached from the first one, forward or backward. */
import { isAbsoluteUri } from '../../absolute-uri.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree, textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { countFragments } from './count-fragments.ts';
import type { EntryIndex } from './entry-index.ts';

export interface Linking {
  readonly entries: readonly BundleEntry[];
  readonly index: EntryIndex;
  readonly isMessage: boolean;
}

const narrativeLink = 'http://hl7.org/fhir/StructureDefinition/narrativeLink';

/** Tells entries that nothing leads to, and links into narratives that lead nowhere. */
export function checkInterlinked(bundle: ValidationNode, linking: Linking, context: ValidationContext): void {
  const entries = linking.entries.filter(({ resource }) => resource !== undefined);
  const targets = new Map(entries.map(entry => [entry, targetsOf(bundle, entry, linking, context)]));
  const reached = new Set<BundleEntry>([...entries.slice(0, 1), ...stylesheets(bundle, entries)]);
  let count = -1;
  while (count !== reached.size) {
    count = reached.size;
    for (const [entry, linked] of targets) follow(entry, linked, reached);
  }
  const messageId = linking.isMessage ? 'Bundle_BUNDLE_Entry_Orphan_MESSAGE' : 'Bundle_BUNDLE_Entry_Orphan_DOCUMENT';
  for (const entry of entries) {
    if (reached.has(entry)) continue;
    const { node, fullUrl, resource } = entry;
    context.report(messageId, { node, args: [fullUrl ?? resource?.type ?? ''] });
  }
}

function follow(entry: BundleEntry, linked: readonly BundleEntry[], reached: Set<BundleEntry>): void {
  if (!reached.has(entry)) {
    if (linked.some(target => reached.has(target))) reached.add(entry);
    return;
  }
  for (const target of linked) reached.add(target);
}

function stylesheets(bundle: ValidationNode, entries: readonly BundleEntry[]): readonly BundleEntry[] {
  const urls = bundle
    .children('link')
    .flatMap(link => (link.text('relation') === 'stylesheet' ? (link.text('url') ?? []) : []));
  return entries.filter(({ resource, id }) => urls.includes(`${resource?.type ?? ''}/${id ?? ''}`));
}

interface Link {
  readonly reference: string;
  readonly isNarrativeLink: boolean;
}

function targetsOf(
  bundle: ValidationNode,
  from: BundleEntry,
  { index }: Linking,
  context: ValidationContext,
): readonly BundleEntry[] {
  const links: Link[] = [];
  collectLinks(from.resource?.tree ?? {}, links);
  const targets: BundleEntry[] = [];
  for (const { reference, isNarrativeLink } of links) {
    const name = `${from.resource?.type ?? ''}/${from.id ?? ''}`;
    const target = index.resolve({ reference, from, name, node: bundle, mustResolve: false });
    if (target === undefined) continue;
    if (target !== from) targets.push(target);
    if (isNarrativeLink) checkFragment(bundle, reference, target, context);
  }
  return targets;
}

function checkFragment(node: ValidationNode, reference: string, target: BundleEntry, context: ValidationContext): void {
  const [url = '', fragment] = reference.split('#');
  if (fragment === undefined) return;
  const count = countFragments(target.resource?.tree, fragment);
  if (count === 0) context.report('BUNDLE_BUNDLE_ENTRY_NOTFOUND_FRAGMENT', { node, args: [url, fragment] });
  else if (count > 1)
    context.report('BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE_FRAGMENT', { node, args: [url, fragment, count] });
}

/** Keys whose uris name something else than a resource. */
const notLinks: ReadonlySet<string> = new Set([
  'system',
  'fullUrl',
  'profile',
  'endpoint',
  'div',
  'reference',
  'resourceType',
  'id',
]);

/** References, and absolute uris that may be an entry's fullUrl; a bundle inside has its own. */
function collectLinks(tree: Tree, links: Link[]): void {
  const reference = textIn(tree, 'reference');
  if (reference !== undefined && !reference.startsWith('#')) links.push({ reference, isNarrativeLink: false });
  const isNarrativeLink = tree['url'] === narrativeLink;
  for (const [key, value] of Object.entries(tree)) {
    if (notLinks.has(key)) continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const inner of values) collectFrom(inner, isNarrativeLink, links);
  }
}

function collectFrom(value: unknown, isNarrativeLink: boolean, links: Link[]): void {
  if (typeof value === 'string' && isAbsoluteUri(value)) links.push({ reference: value, isNarrativeLink });
  else if (isTree(value) && value['resourceType'] !== 'Bundle') collectLinks(value, links);
}
