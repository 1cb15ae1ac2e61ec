/**
 * The tree of a differential, which is sparse: an element may stand without its parent, and a slice without the element
 * that it slices. Places are taken from ids where these agree with the paths, else from paths, slice names and order.
 */
import type { Element } from './element.ts';

export interface DifferentialNode {
  readonly name: string;
  readonly sliceName: string | undefined;
  /** Undefined where the differential says nothing of the element itself. */
  definition: Element | undefined;
  readonly children: DifferentialNode[];
  readonly slices: DifferentialNode[];
}

interface Step {
  readonly name: string;
  readonly sliceName: string | undefined;
}

export interface DifferentialTree {
  readonly root: DifferentialNode;
  /** Elements whose path does not begin with the root's. */
  readonly misplaced: readonly Element[];
  /** Elements that say something of the same place as an earlier one. */
  readonly repeated: readonly Element[];
}

/** The differential as a tree below its root; `rootName` where it has no element. */
export function differentialTree(elements: readonly Element[], rootName: string): DifferentialTree {
  const root = emptyNode({ name: elements[0]?.path.split('.', 1)[0] ?? rootName, sliceName: undefined });
  const misplaced: Element[] = [];
  const repeated: Element[] = [];
  const stepsOf = elements.every(hasSoundId) ? stepsOfId : pathSteps();
  for (const element of elements) {
    const steps = stepsOf(element);
    if (steps[0]?.name !== root.name) {
      misplaced.push(element);
      continue;
    }
    const node = steps.slice(1).reduce(nodeAt, root);
    if (node.definition === undefined) node.definition = element;
    else repeated.push(element);
  }
  return { root, misplaced, repeated };
}

function emptyNode({ name, sliceName }: Step): DifferentialNode {
  return { name, sliceName, definition: undefined, children: [], slices: [] };
}

function nodeAt(parent: DifferentialNode, step: Step): DifferentialNode {
  const child = findOrAdd(parent.children, { name: step.name, sliceName: undefined });
  return step.sliceName === undefined ? child : findOrAdd(child.slices, step);
}

function findOrAdd(nodes: DifferentialNode[], step: Step): DifferentialNode {
  const known = nodes.find(({ name, sliceName }) => name === step.name && sliceName === step.sliceName);
  if (known !== undefined) return known;
  const added = emptyNode(step);
  nodes.push(added);
  return added;
}

function stepsOfId({ id = '' }: Element): Step[] {
  return id.split('.').map(part => {
    const [name = part, ...sliceName] = part.split(':');
    return { name, sliceName: sliceName.length === 0 ? undefined : sliceName.join(':') };
  });
}

/** Whether the id says the same place as path and slice name, and therefore more of the slices above it. */
function hasSoundId(element: Element): boolean {
  const steps = element.id === undefined ? [] : stepsOfId(element);
  const names = element.path.split('.');
  return (
    steps.length === names.length &&
    steps.at(-1)?.sliceName === element.sliceName &&
    steps.every(({ name }, at) => isSameName(name, names[at] ?? ''))
  );
}

/** An id may say `value[x]:valueQuantity` where the path says `valueQuantity`. */
function isSameName(name: string, inPath: string): boolean {
  return name === inPath || (name.endsWith('[x]') && inPath.startsWith(name.slice(0, -'[x]'.length)));
}

/** Reads places in order: an element lies in the last one that had its parent's path. */
function pathSteps(): (element: Element) => Step[] {
  let open: Step[] = [];
  return ({ path, sliceName }) => {
    const names = path.split('.');
    const kept = names.slice(0, -1).map((name, at) => {
      const step = open[at];
      const isBelow = open.slice(0, at + 1).every((one, index) => one.name === names[index]);
      return step !== undefined && isBelow ? step : { name, sliceName: undefined };
    });
    open = [...kept, { name: names.at(-1) ?? '', sliceName }];
    return open;
  };
}
