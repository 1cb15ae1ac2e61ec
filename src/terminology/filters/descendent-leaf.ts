/** `descendent-leaf`: those below the concept that have nothing below them. */
import { descendentOf } from './descendent-of.ts';
import type { FilterOperator } from './filter-operator.ts';

export const descendentLeaf: FilterOperator = (subject, filter) =>
  descendentOf(subject, filter).where(concept => subject.getChildren(concept).length === 0);
