/** `CodeSystem/$lookup` (https://hl7.org/fhir/codesystem-operation-lookup.html). */
import type { CodeSystemProvider, ConceptId, ConceptProperty, Designation } from '../contracts/code-system-provider.ts';
import type { Parameters, ParametersParameter } from '../fhir/model.ts';
import { buildParameters } from '../fhir/parameters.ts';
import { chooseDisplay, displayLanguageOf, preferredForLanguage } from './display-language.ts';
import { getCodeSystem, getConcept } from './find-code.ts';
import type { RequestScope } from './request-scope.ts';
import type { LookupRequest } from './terminology-request.ts';

/** What the code system says of the code. Throws `notFound` for an unknown code system or code. */
export function lookup(request: LookupRequest, scope: RequestScope): Parameters {
  const provider = getCodeSystem(request, scope);
  scope.assertSupplementsUsed([provider]);
  const concept = getConcept(provider, request.code);
  const wants = wantedProperties(request.property ?? []);
  const definition = wants('definition') ? provider.getDefinition(concept) : undefined;
  return buildParameters(
    { name: 'name', valueString: nameOf(provider) },
    ...(provider.version === undefined ? [] : [{ name: 'version', valueString: provider.version }]),
    { name: 'display', valueString: displayOf(provider, concept, request) },
    ...(definition === undefined ? [] : [{ name: 'definition', valueString: definition }]),
    { name: 'code', valueCode: provider.getCode(concept) },
    { name: 'system', valueUri: provider.url },
    { name: 'abstract', valueBoolean: provider.isAbstract(concept) },
    ...designations(provider, concept)
      .filter(item => wantsDesignation(wants, item))
      .map(designationParameter),
    ...properties(provider, concept)
      .filter(({ code }) => wants(code))
      .map(propertyParameter),
    ...provider.supplements.map(valueCanonical => ({ name: 'used-supplement', valueCanonical })),
  );
}

type Wants = (property: string) => boolean;

/** Without any, or with `*`, all are wanted. */
function wantedProperties(asked: readonly string[]): Wants {
  const isAll = asked.length === 0 || asked.includes('*');
  return property => isAll || asked.includes(property);
}

function wantsDesignation(wants: Wants, { language }: Designation): boolean {
  return wants('designation') || (language !== undefined && wants(`lang.${language}`));
}

/** The element is optional in a CodeSystem and required in the answer. */
function nameOf({ definition, url }: CodeSystemProvider): string {
  return textOf(definition['name']) ?? textOf(definition['title']) ?? url;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function displayOf(provider: CodeSystemProvider, concept: ConceptId, request: LookupRequest): string {
  const value = provider.getDisplay(concept);
  const own = value === undefined ? undefined : { value, language: textOf(provider.definition['language']) };
  const chosen = chooseDisplay(own, provider.getDesignations(concept), displayLanguageOf(request));
  return chosen?.value ?? value ?? provider.getCode(concept);
}

/** The display is the preferred designation in the code system's own language. */
function designations(provider: CodeSystemProvider, concept: ConceptId): readonly Designation[] {
  const value = provider.getDisplay(concept);
  const language = textOf(provider.definition['language']);
  const own =
    value === undefined ? [] : [{ value, use: preferredForLanguage, ...(language !== undefined && { language }) }];
  return [...own, ...provider.getDesignations(concept)];
}

function designationParameter({ language, use, value, source }: Designation): ParametersParameter {
  const part: ParametersParameter[] = [
    ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
    ...(use === undefined ? [] : [{ name: 'use', valueCoding: use }]),
    { name: 'value', valueString: value },
    ...(source === undefined ? [] : [{ name: 'source', valueCanonical: source }]),
  ];
  return { name: 'designation', part };
}

interface LookedUpProperty extends ConceptProperty {
  readonly description?: string;
}

/** Parents, children and activity by what the code system means; the others as it states them. */
function properties(provider: CodeSystemProvider, concept: ConceptId): readonly LookedUpProperty[] {
  const related = (code: string, concepts: readonly ConceptId[]): readonly LookedUpProperty[] =>
    concepts.map(other => {
      const description = provider.getDisplay(other);
      const value = provider.getCode(other);
      return { code, valueType: 'valueCode', value, ...(description !== undefined && { description }) };
    });
  const stated = provider.getProperties(concept).filter(({ code }) => !impliedProperties.has(code));
  return [
    ...related('parent', provider.getParents(concept)),
    ...related('child', provider.getChildren(concept)),
    { code: 'inactive', valueType: 'valueBoolean', value: provider.isInactive(concept) },
    ...stated,
  ];
}

const impliedProperties: ReadonlySet<string> = new Set(['parent', 'child', 'inactive']);

function propertyParameter({ code, valueType, value, description, source }: LookedUpProperty): ParametersParameter {
  const part: ParametersParameter[] = [
    { name: 'code', valueCode: code },
    { name: 'value', [valueType]: value },
    ...(description === undefined ? [] : [{ name: 'description', valueString: description }]),
    ...(source === undefined ? [] : [{ name: 'source', valueCanonical: source }]),
  ];
  return { name: 'property', part };
}
