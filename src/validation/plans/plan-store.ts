/**
 * Plans of types and profiles, made when first asked for and kept. A request that brings definitions of its own has a
 * store in front of the service's: what they do not touch is shared.
 */
import type { CanonicalFinder } from '../../contracts/canonical-finder.ts';
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { DefinitionTrees } from '../snapshot/definition-trees.ts';
import { overlayTrees, snapshotElements } from '../snapshot/snapshot-source.ts';
import { elementTree } from './element-plan.ts';
import type { ElementPlan } from './element-plan.ts';
import { makeNodePlan } from './node-plan.ts';
import type { NodePlan, NodeSource } from './node-plan.ts';

/** One StructureDefinition, ready to judge by. */
export interface ProfilePlan {
  readonly url: string;
  readonly version: string | undefined;
  readonly label: string;
  /** The type that it defines or constrains. */
  readonly type: string;
  readonly kind: string;
  readonly isAbstract: boolean;
  readonly isProfile: boolean;
  readonly root: ElementPlan;
  /** The definition without its elements' trees: extensions, context, derivation … */
  readonly definition: Readonly<AnyResource>;
}

const typeUrl = 'http://hl7.org/fhir/StructureDefinition/';

export class PlanStore implements NodeSource {
  readonly finder: CanonicalFinder;
  /** Trees of definitions, for the snapshot generator and the rules of definitions. */
  readonly trees: DefinitionTrees;
  readonly #profiles = new Map<string, ProfilePlan | undefined>();
  readonly #failures = new Map<string, string>();
  readonly #roots = new Map<string, ElementPlan | undefined>();
  readonly #nodes = new WeakMap<ElementPlan, Map<string, NodePlan>>();

  readonly #shared: PlanStore | undefined;
  readonly #own: ReadonlySet<string>;

  constructor(
    finder: CanonicalFinder,
    trees: DefinitionTrees,
    shared?: PlanStore,
    own: ReadonlySet<string> = new Set(),
  ) {
    this.finder = finder;
    this.trees = trees;
    this.#shared = shared;
    this.#own = own;
  }

  /** A store that sees what the finder has under the urls, and shares all other plans. */
  withOwn(finder: CanonicalFinder, urls: ReadonlySet<string>): PlanStore {
    const trees = overlayTrees(this.trees, url => finder.find('StructureDefinition', url), urls);
    return new PlanStore(finder, trees, this, urls);
  }

  /** The plan of a canonical; undefined where it is unknown or can't be used (`failureOf` says why). */
  findProfile(canonical: string): ProfilePlan | undefined {
    if (this.#shared !== undefined && !this.#own.has(parseCanonical(canonical).url)) {
      return this.#shared.findProfile(canonical);
    }
    if (this.#profiles.has(canonical)) return this.#profiles.get(canonical);
    const plan = this.#make(canonical);
    // Names that nobody defines are not kept: they come from outside, without end.
    if (plan !== undefined || this.#failures.has(canonical)) this.#profiles.set(canonical, plan);
    return plan;
  }

  /** Why a profile that exists can't be used. */
  failureOf(canonical: string): string | undefined {
    return this.#failures.get(canonical) ?? this.#shared?.failureOf(canonical);
  }

  /** The plan of a type of FHIR, by its name. */
  findType(name: string): ProfilePlan | undefined {
    return /^[A-Za-z]\w{0,63}$/.test(name) ? this.findProfile(typeUrl + name) : undefined;
  }

  findRoot(type: string): ElementPlan | undefined {
    if (!this.#roots.has(type)) {
      const root = this.findType(type)?.root;
      if (root === undefined) return undefined;
      this.#roots.set(type, root);
    }
    return this.#roots.get(type);
  }

  isPrimitive(type: string): boolean {
    return /^[a-z]/.test(type);
  }

  isResource(type: string): boolean {
    return type === 'Resource' || type === 'DomainResource' || this.findType(type)?.kind === 'resource';
  }

  findReferenced(reference: string, from: ElementPlan): ElementPlan | undefined {
    const [url = '', id = ''] = reference.split('#');
    const root = url === '' ? this.#rootOf(from) : this.findProfile(url)?.root;
    return root && (findById(root, id) ?? this.#findInType(id));
  }

  /** The plan of an object of the type at the element. */
  nodePlan(element: ElementPlan, type: string): NodePlan {
    if (this.#shared !== undefined && !this.#own.has(element.origin.url)) return this.#shared.nodePlan(element, type);
    let plans = this.#nodes.get(element);
    if (plans === undefined) this.#nodes.set(element, (plans = new Map()));
    let plan = plans.get(type);
    if (plan === undefined) plans.set(type, (plan = makeNodePlan(element, type, this)));
    return plan;
  }

  #rootOf(element: ElementPlan): ElementPlan | undefined {
    return this.findProfile(element.origin.label)?.root ?? this.findProfile(element.origin.url)?.root;
  }

  #findInType(id: string): ElementPlan | undefined {
    const root = this.findRoot(id.split('.', 1)[0] ?? '');
    return root && findById(root, id);
  }

  #make(canonical: string): ProfilePlan | undefined {
    const definition = this.finder.find('StructureDefinition', canonical) ?? this.#laterVersion(canonical);
    if (definition === undefined) return undefined;
    const url = String(definition['url']);
    const version = typeof definition['version'] === 'string' ? definition['version'] : undefined;
    const isProfile = definition['derivation'] === 'constraint';
    const origin = { url, version, label: formatCanonical(url, version), isProfile };
    try {
      const root = elementTree(snapshotElements(definition, this.trees), origin);
      if (root === undefined) throw new Error('it has no elements');
      const type = String(definition['type']);
      const { kind, abstract } = definition;
      return { ...origin, type, kind: String(kind), isAbstract: abstract === true, root, definition };
    } catch (error) {
      this.#failures.set(canonical, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** FHIR's own types have the version of FHIR, and profiles name others: they mean the type. */
  #laterVersion(canonical: string): Readonly<AnyResource> | undefined {
    const { url, version } = parseCanonical(canonical);
    return version !== undefined && url.startsWith(typeUrl) ? this.finder.find('StructureDefinition', url) : undefined;
  }
}

function findById(element: ElementPlan, id: string): ElementPlan | undefined {
  if (element.id === id || (element.path === id && element.sliceName === undefined)) return element;
  for (const child of [...element.children, ...element.slices]) {
    const isOnTheWay = id.startsWith(child.path) || id.startsWith(child.id);
    const found = isOnTheWay ? findById(child, id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
