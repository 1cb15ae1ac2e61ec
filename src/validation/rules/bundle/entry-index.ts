/** Entries of a Bundle by what references call them (https://hl7.org/fhir/bundle.html#references). */
import { isAbsoluteUri } from '../../absolute-uri.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isResourceType } from '../resource-types.ts';
import { isTree, textIn } from '../trees.ts';
import { restTypeOf } from './bundle-entry.ts';
import type { BundleEntry } from './bundle-entry.ts';

export interface BundleReference {
  readonly reference: string;
  readonly from: BundleEntry;
  /** What refers, for messages. */
  readonly name: string;
  /** Where a fault is told. */
  readonly node: ValidationNode;
  /** Whether it is a fault that nothing is found. */
  readonly mustResolve: boolean;
}

/** Resource types that are found by their canonical url. */
const definitions: ReadonlySet<string> = new Set(
  (
    'ActivityDefinition CapabilityStatement ChargeItemDefinition CodeSystem ConceptMap EventDefinition ExampleScenario ' +
    'GraphDefinition ImplementationGuide Library Measure MessageDefinition NamingSystem OperationDefinition PlanDefinition ' +
    'Questionnaire ResearchDefinition SearchParameter StructureDefinition StructureMap TestScript ValueSet'
  ).split(' '),
);

export class EntryIndex {
  readonly #byUrl = new Map<string, BundleEntry[]>();
  readonly #byTypeAndId = new Map<string, BundleEntry[]>();
  readonly #context: ValidationContext;
  /** References that have been told. */
  readonly #told = new Set<string>();

  constructor(entries: readonly BundleEntry[], context: ValidationContext) {
    this.#context = context;
    for (const entry of entries) {
      const { fullUrl, resource, id } = entry;
      const meta = resource?.tree['meta'];
      const version = isTree(meta) ? textIn(meta, 'versionId') : undefined;
      const relative = resource !== undefined && id !== undefined ? `${resource.type}/${id}` : undefined;
      add(this.#byUrl, fullUrl, version, entry);
      add(this.#byTypeAndId, relative, version, entry);
    }
  }

  /** The one entry that is meant; what is wrong with the reference is told. */
  resolve(asked: BundleReference): BundleEntry | undefined {
    const [reference = ''] = asked.reference.split('#');
    if (isAbsoluteUri(reference)) return this.#resolveAbsolute(reference, asked);
    const absolute = absoluteForm(reference, asked.from);
    const found = absolute === undefined ? [] : (this.#byUrl.get(absolute) ?? []);
    if (found.length > 1) this.#tellMultiple(found, asked);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    this.#tellRelative(reference, asked);
    return undefined;
  }

  #resolveAbsolute(reference: string, asked: BundleReference): BundleEntry | undefined {
    const found = this.#byUrl.get(reference) ?? [];
    if (found.length > 1) this.#tellMultiple(found, asked);
    if (found.length === 0 && !this.#isCanonical(reference)) this.#tellNotFound(asked);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Definitions are not expected in the bundle. */
  #isCanonical(url: string): boolean {
    const type = restTypeOf(url);
    return type !== undefined && definitions.has(type);
  }

  #tellRelative(reference: string, asked: BundleReference): void {
    const [type = '', id] = reference.split('/');
    if (id === undefined || !isResourceType(type, this.#context)) return;
    const apparent = this.#byTypeAndId.get(`${type}/${id}`);
    if (apparent === undefined) {
      this.#tellNotFound(asked);
      return;
    }
    const urls = apparent.map(({ fullUrl }) => fullUrl ?? 'none').join(', ');
    this.#tell(asked, () =>
      this.#context.report('Bundle_BUNDLE_Entry_NotFound_APPARENT', {
        node: asked.node,
        args: [asked.reference, asked.name, urls],
      }),
    );
  }

  #tellNotFound(asked: BundleReference): void {
    if (!asked.mustResolve) return;
    this.#tell(asked, () =>
      this.#context.report('Bundle_BUNDLE_Entry_NotFound', { node: asked.node, args: [asked.reference, asked.name] }),
    );
  }

  #tellMultiple(found: readonly BundleEntry[], asked: BundleReference): void {
    const args = [found.length, asked.reference, asked.name];
    this.#tell(asked, () => this.#context.report('BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE', { node: asked.node, args }));
  }

  #tell({ reference, from }: BundleReference, tell: () => void): void {
    const key = `${from.node.index} ${reference}`;
    if (!this.#told.has(key)) tell();
    this.#told.add(key);
  }
}

function add(
  index: Map<string, BundleEntry[]>,
  key: string | undefined,
  version: string | undefined,
  entry: BundleEntry,
): void {
  if (key === undefined) return;
  for (const name of version === undefined ? [key] : [key, `${key}/_history/${version}`]) {
    const all = index.get(name);
    if (all === undefined) index.set(name, [entry]);
    else all.push(entry);
  }
}

/** A relative reference continues the root of the REST address of the entry that it stands in. */
function absoluteForm(reference: string, { fullUrl, resource, id }: BundleEntry): string | undefined {
  const own = `${resource?.type ?? ''}/${id ?? ''}`;
  if (fullUrl === undefined || restTypeOf(fullUrl) === undefined || !fullUrl.endsWith(`/${own}`)) return undefined;
  return fullUrl.slice(0, -own.length) + reference;
}
