/** Which element of the base an element of a differential speaks of: by name, or as one type of a choice (https://hl7.org/fhir/elementdefinition.html#path). */
import type { ElementNode } from './element-tree.ts';
import { choiceName } from './element.ts';
import type { ElementType } from './element.ts';

export interface ChildMatch {
  readonly node: ElementNode;
  /** Where the name is that of one type of a choice: the type. */
  readonly type?: ElementType;
}

/** The child that goes by the name; a choice also without its `[x]`. */
export function matchChild(parent: ElementNode, name: string): ChildMatch | undefined {
  const node = parent.children.find(child => child.name === name || child.name === `${name}[x]`);
  if (node !== undefined) return { node };
  for (const child of parent.children) {
    const type = typeOfName(child, name);
    if (type !== undefined) return { node: child, type };
  }
  return undefined;
}

/** The type of a choice that the name `valueQuantity` stands for. */
export function typeOfName({ name: choice, definition }: ElementNode, name: string): ElementType | undefined {
  if (!choice.endsWith('[x]')) return undefined;
  return definition.type?.find(({ code }) => choiceName(choice, code) === name);
}

/** The choice whose name the name begins with, as `valueBla` does with that of `value[x]`. */
export function choiceBegun(parent: ElementNode, name: string): ElementNode | undefined {
  return parent.children.find(child => {
    const stem = child.name.endsWith('[x]') ? child.name.slice(0, -'[x]'.length) : undefined;
    return stem !== undefined && name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length));
  });
}
