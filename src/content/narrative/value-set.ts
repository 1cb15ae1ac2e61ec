/** Narrative of a ValueSet: what it includes and excludes, with the comments on single codes. */
import type { Extension, ValueSet, ValueSetComposeInclude } from '../../fhir/model.ts';
import { element, paragraph, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

const commentExtension = 'http://hl7.org/fhir/StructureDefinition/valueset-concept-comments';

/** One section for each include and exclude. */
export function describeValueSet(valueSet: ValueSet): Xhtml {
  return sequence(
    ...(valueSet.compose?.include ?? []).map(include => describeInclude('Includes', include)),
    ...(valueSet.compose?.exclude ?? []).map(exclude => describeInclude('Excludes', exclude)),
  );
}

function describeInclude(verb: string, include: ValueSetComposeInclude): Xhtml {
  const concepts = include.concept ?? [];
  const rows = concepts.map(concept => [
    element('code', concept.code),
    concept.display ?? '',
    commentOf(concept.extension) ?? '',
  ]);
  return sequence(
    element('h3', `${verb} ${sourceText(include)}`),
    table(['Code', 'Display', 'Comment'], rows),
    paragraph(filterText(include)),
  );
}

function sourceText({ system, version, valueSet }: ValueSetComposeInclude): string {
  const codes =
    system === undefined ? [] : [`codes of ${system}${version === undefined ? '' : `, version ${version}`}`];
  const sets = (valueSet ?? []).map(url => `the value set ${url}`);
  return [...codes, ...sets].join(' that are also in ');
}

/** Filters in words, so that a reader need not know FHIR's operators. */
const filterWords: Readonly<Record<string, (property: string, value: string) => string>> = {
  '=': (property, value) => `whose ${property} is ${value}`,
  'is-a': (_, value) => `that are ${value} or kinds of it`,
  'descendent-of': (_, value) => `that are kinds of ${value}`,
};

function filterText({ filter }: ValueSetComposeInclude): string | undefined {
  if (filter === undefined) return undefined;
  const words = filter.map(
    ({ property, op, value }) => filterWords[op]?.(property, value) ?? `where ${property} ${op} ${value}`,
  );
  return `Only those ${words.join(' and ')}.`;
}

function commentOf(extensions: readonly Extension[] | undefined): string | undefined {
  return extensions?.find(extension => extension.url === commentExtension)?.valueString;
}
