/** `descendent-of`: all that are below the concept, without itself. */
import { conceptOfFilter } from './filter-operator.ts';
import type { FilterOperator } from './filter-operator.ts';

export const descendentOf: FilterOperator = (subject, filter) => subject.descendants(conceptOfFilter(subject, filter));
