/** Bundles of type searchset (https://hl7.org/fhir/search.html#Introduction). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree, textIn } from '../trees.ts';
import { isResourceType } from '../resource-types.ts';
import type { BundleEntry } from './bundle-entry.ts';

/** Checks that entries have resources, ids and types that the search can have found. */
export function checkSearchResults(
  bundle: ValidationNode,
  entries: readonly BundleEntry[],
  context: ValidationContext,
): void {
  const types = searchedTypes(bundle, context);
  const modes = entries.map(modeOf);
  const hasModes = modes.some(mode => mode !== undefined);
  if (!hasModes && entries.length > 0)
    context.report('BUNDLE_SEARCH_NO_MODE', { node: bundle, severity: 'information' });
  entries.forEach((entry, at) => {
    const { node, resource, id } = entry;
    if (resource === undefined) {
      if (!('resource' in node.tree)) context.report('BUNDLE_SEARCH_ENTRY_NO_RESOURCE', { node });
      return;
    }
    if (hasModes) checkByMode({ resource, id, mode: modes[at] }, types, context);
    else checkWithoutMode({ resource, id, mode: undefined }, types, context);
  });
}

interface Result {
  readonly resource: ValidationNode;
  readonly id: string | undefined;
  readonly mode: string | undefined;
}

function modeOf({ node }: BundleEntry): string | undefined {
  const search = node.tree['search'];
  return isTree(search) ? textIn(search, 'mode') : undefined;
}

/** Types that the self link says were searched; none where it does not say. */
function searchedTypes(bundle: ValidationNode, context: ValidationContext): readonly string[] {
  const self = bundle.children('link').find(link => link.text('relation') === 'self');
  if (self === undefined) {
    context.report('BUNDLE_SEARCH_NOSELF', { node: bundle });
    return [];
  }
  const [path = '', query = ''] = (self.text('url') ?? '').split('?');
  const last = path.split('/').at(-1) ?? '';
  if (isResourceType(last, context)) return [last];
  return query.split('&').flatMap(part => (part.startsWith('_type=') ? part.slice('_type='.length).split(',') : []));
}

function checkByMode({ resource: node, id, mode }: Result, types: readonly string[], context: ValidationContext): void {
  if (mode === undefined) context.report('BUNDLE_SEARCH_NO_MODE', { node });
  if (id === undefined && (mode === 'match' || mode === 'include'))
    context.report('BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID', { node });
  if (mode === 'match' && types.length > 0 && !types.includes(node.type)) {
    context.report('BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE', { node, args: [node.type, types.join(', ')] });
  }
  if (mode === 'outcome' && node.type !== 'OperationOutcome') {
    context.report('BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME', { node, args: [node.type] });
  }
}

/** Without modes nothing is sure, so all is a warning. */
function checkWithoutMode({ resource: node, id }: Result, types: readonly string[], context: ValidationContext): void {
  if (node.type === 'OperationOutcome') return;
  if (id === undefined) context.report('BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID', { node, severity: 'warning' });
  if (types.length > 0 && !types.includes(node.type)) {
    context.report('BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE', { node, args: [node.type, types.join(', ')] });
  }
}
