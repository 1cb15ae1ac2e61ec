/** The value set with its expansion, as it is answered (https://hl7.org/fhir/valueset.html#expansion). */
import type { ValueSet, ValueSetExpansion, ValueSetExpansionContains } from '../../fhir/model.ts';
import type { DisplayLanguage } from '../display-language.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import type { ExpansionProperty } from './concept-properties.ts';
import { expansionParameters } from './expansion-parameters.ts';
import type { ExpansionSources } from './expansion-sources.ts';
import type { ExpansionStamp } from './expansion-stamp.ts';

/** What an answer says; all of it is told, and nothing else. */
export interface AnswerParts {
  readonly valueSet: ValueSet;
  readonly request: ExpandRequest;
  readonly language: DisplayLanguage;
  readonly sources: ExpansionSources;
  readonly stamp: ExpansionStamp;
  readonly total: number;
  /** `expansion.offset`. */
  readonly start: number | undefined;
  /** Properties that entries have. */
  readonly shown: readonly ExpansionProperty[];
  readonly contains: readonly ValueSetExpansionContains[];
}

/** The answer of these parts. */
export function buildAnswer(parts: AnswerParts): ValueSet {
  const { valueSet, request, language, sources, stamp, total, start, shown, contains } = parts;
  const parameter = expansionParameters(request, language, sources);
  const expansion: Partial<Record<keyof ValueSetExpansion, unknown>> = {
    ...(sources.extensions.length > 0 && { extension: sources.extensions }),
    ...stamp,
    total,
    ...(start !== undefined && { offset: start }),
    ...(parameter.length > 0 && { parameter }),
    ...(shown.length > 0 && { property: shown }),
    ...(contains.length > 0 && { contains }),
  };
  return { ...definitionShown(valueSet, request), expansion: expansion as unknown as ValueSetExpansion };
}

/** What identifies the value set; its whole definition if the request asks for it. */
function definitionShown(valueSet: ValueSet, request: ExpandRequest): ValueSet {
  if (request.includeDefinition === true) return { ...valueSet };
  return Object.fromEntries(
    Object.entries(valueSet).filter(([element]) => identifying.has(element)),
  ) as unknown as ValueSet;
}

const identifying: ReadonlySet<string> = new Set([
  ...['resourceType', 'id', 'language', 'url', 'version', 'name', 'title', 'status'],
  ...['experimental', 'date', 'publisher'],
]);
