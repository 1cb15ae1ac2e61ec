/** `is-not-a`: all but the concept and those below it. */
import { isA } from './is-a.ts';
import type { FilterOperator } from './filter-operator.ts';

export const isNotA: FilterOperator = (subject, filter) => subject.all().difference(isA(subject, filter));
