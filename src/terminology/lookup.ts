/** `CodeSystem/$lookup` (https://hl7.org/fhir/codesystem-operation-lookup.html). */
import type { CodeSystemProvider, ConceptId, ConceptProperty, Designation } from '../contracts/code-system-provider.ts';
import type { Parameters, ParametersParameter } from '../fhir/model.ts';
import type { ParametersWriter } from '../fhir/parameters-writer.ts';
import { chooseDisplay, displayLanguageOf, preferredForLanguage } from './display-language.ts';
import { getCodeSystem, getConcept } from './find-code.ts';
import type { RequestScope } from './request-scope.ts';
import type { LookupRequest } from './terminology-request.ts';

/** What the code system says of the code. Throws `notFound` for an unknown code system or code. */
export function lookup(request: LookupRequest, scope: RequestScope, answer: ParametersWriter): Parameters {
  const provider = getCodeSystem(request, scope);
  scope.assertSupplementsUsed([provider]);
  const concept = getConcept(provider, request.code);
  const wants = wantedProperties(request.property);
  const names = namesOf(provider, concept);
  answer.plain('name', 'valueString', nameOf(provider));
  answer.plain('version', 'valueString', provider.version);
  answer.plain('display', 'valueString', displayOf(names, request) ?? provider.getCode(concept));
  if (wants('definition')) answer.plain('definition', 'valueString', provider.getDefinition(concept));
  answer.plain('code', 'valueCode', provider.getCode(concept));
  answer.plain('system', 'valueUri', provider.url);
  answer.plain('abstract', 'valueBoolean', provider.isAbstract(concept));
  tellDesignations(names, wants, answer);
  tellProperties(provider, concept, { wants, answer });
  for (const supplement of provider.supplements) answer.plain('used-supplement', 'valueCanonical', supplement);
  return answer.finish();
}

type Wants = (property: string) => boolean;

/** Without any, or with `*`, all are wanted. */
function wantedProperties(asked: readonly string[] | undefined): Wants {
  if (asked === undefined || asked.length === 0 || asked.includes('*')) return () => true;
  return property => asked.includes(property);
}

/** The element is optional in a CodeSystem and required in the answer. */
function nameOf({ definition, url }: CodeSystemProvider): string {
  return textOf(definition['name']) ?? textOf(definition['title']) ?? url;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

interface Names {
  readonly display: string | undefined;
  /** Language of the code system, and so of the display. */
  readonly language: string | undefined;
  readonly designations: readonly Designation[];
}

function namesOf(provider: CodeSystemProvider, concept: ConceptId): Names {
  return {
    display: provider.getDisplay(concept),
    language: textOf(provider.definition['language']),
    designations: provider.getDesignations(concept),
  };
}

function displayOf({ display, language, designations }: Names, request: LookupRequest): string | undefined {
  const own = display === undefined ? undefined : { value: display, language };
  return chooseDisplay(own, designations, displayLanguageOf(request))?.value ?? display;
}

/** The display is the preferred designation in the code system's own language. */
function tellDesignations({ display, language, designations }: Names, wants: Wants, answer: ParametersWriter): void {
  if (display !== undefined) tellDesignation({ language, use: preferredForLanguage, value: display }, wants, answer);
  for (const designation of designations) tellDesignation(designation, wants, answer);
}

type ToldDesignation = Pick<Designation, 'use' | 'value' | 'source'> & { readonly language?: string | undefined };

function tellDesignation(
  { language, use, value, source }: ToldDesignation,
  wants: Wants,
  answer: ParametersWriter,
): void {
  if (!wants('designation') && (language === undefined || !wants(`lang.${language}`))) return;
  answer.begin('designation');
  answer.plain('language', 'valueCode', language);
  answer.coding('use', use);
  answer.plain('value', 'valueString', value);
  answer.plain('source', 'valueCanonical', source);
  answer.end();
}

interface Telling {
  readonly wants: Wants;
  readonly answer: ParametersWriter;
}

/** Parents, children and activity by what the code system means; the others as it states them. */
function tellProperties(provider: CodeSystemProvider, concept: ConceptId, { wants, answer }: Telling): void {
  if (wants('parent')) tellRelated('parent', provider.getParents(concept), provider, answer);
  if (wants('child')) tellRelated('child', provider.getChildren(concept), provider, answer);
  if (wants('inactive')) {
    answer.begin('property');
    answer.plain('code', 'valueCode', 'inactive');
    answer.plain('value', 'valueBoolean', provider.isInactive(concept));
    answer.end();
  }
  for (const property of provider.getProperties(concept)) {
    if (!impliedProperties.has(property.code) && wants(property.code)) answer.kept(property, propertyParameter);
  }
}

function tellRelated(
  code: 'parent' | 'child',
  concepts: readonly ConceptId[],
  provider: CodeSystemProvider,
  answer: ParametersWriter,
): void {
  for (const other of concepts) {
    answer.begin('property');
    answer.plain('code', 'valueCode', code);
    answer.plain('value', 'valueCode', provider.getCode(other));
    answer.plain('description', 'valueString', provider.getDisplay(other));
    answer.end();
  }
}

const impliedProperties: ReadonlySet<string> = new Set(['parent', 'child', 'inactive']);

function propertyParameter({ code, valueType, value, source }: ConceptProperty): ParametersParameter {
  const part: ParametersParameter[] = [
    { name: 'code', valueCode: code },
    { name: 'value', [valueType]: value },
    ...(source === undefined ? [] : [{ name: 'source', valueCanonical: source }]),
  ];
  return { name: 'property', part };
}
