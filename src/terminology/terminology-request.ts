/**
 * Typed requests of the terminology engine: what `operations/` hands in once parameters are decoded. Resources are in
 * the model. What is not stated is absent or undefined, so that a request is one literal and nothing is copied. Names
 * follow the parameters of HL7's operations and of the terminology ecosystem IG
 * (https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/).
 */
import type { AnyResource, CodeSystem, CodeableConcept, Coding, ConceptMap, ValueSet } from '../fhir/model.ts';
import type { TypedValue } from '../fhir/parameters.ts';

/** What every terminology operation accepts. Canonicals are texts `url|version`. */
export interface TerminologyRequest {
  /** `tx-resource`: CodeSystems (supplements too), ValueSets, ConceptMaps seen by this request alone. */
  readonly txResources?: readonly AnyResource[] | undefined;
  /** Header `X-Cache-Id` or parameter `cache-id`: what the client has left here is seen too. */
  readonly cacheId?: string | undefined;
  readonly systemVersion?: readonly string[] | undefined;
  readonly checkSystemVersion?: readonly string[] | undefined;
  readonly forceSystemVersion?: readonly string[] | undefined;
  readonly defaultValueSetVersion?: readonly string[] | undefined;
  readonly useSupplement?: readonly string[] | undefined;
  /** Parameter `displayLanguage`, as given: a tag or a weighted list. */
  readonly displayLanguage?: string | undefined;
  /** Header `Accept-Language`, as given. */
  readonly acceptLanguage?: string | undefined;
  /** Header `X-TOO-COSTLY-THRESHOLD`: most codes in an expansion. */
  readonly tooCostlyThreshold?: number | undefined;
}

/** A resource named by url (with `|version` or `version`), or one that the request carries. */
export interface ResourceReference<Resource> {
  readonly url?: string | undefined;
  readonly version?: string | undefined;
  readonly resource?: Resource | undefined;
}

export interface ExpandRequest extends TerminologyRequest {
  readonly valueSet: ResourceReference<ValueSet>;
  readonly filter?: string | undefined;
  readonly offset?: number | undefined;
  readonly count?: number | undefined;
  readonly activeOnly?: boolean | undefined;
  readonly includeDesignations?: boolean | undefined;
  readonly includeDefinition?: boolean | undefined;
  readonly excludeNested?: boolean | undefined;
  readonly excludeNotForUI?: boolean | undefined;
  readonly excludePostCoordinated?: boolean | undefined;
  readonly designation?: readonly string[] | undefined;
  readonly property?: readonly string[] | undefined;
  readonly excludeSystem?: readonly string[] | undefined;
}

/** Exactly one of code (with or without system), coding, codeableConcept. */
export interface ValidateCodeRequest extends TerminologyRequest {
  /** `ValueSet/$validate-code`. */
  readonly valueSet?: ResourceReference<ValueSet> | undefined;
  /** `CodeSystem/$validate-code`. */
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
  readonly code?: string | undefined;
  readonly system?: string | undefined;
  /** Parameter `systemVersion` (ValueSet) or `version` (CodeSystem). */
  readonly codeVersion?: string | undefined;
  readonly display?: string | undefined;
  readonly coding?: Coding | undefined;
  readonly codeableConcept?: CodeableConcept | undefined;
  readonly abstract?: boolean | undefined;
  readonly activeOnly?: boolean | undefined;
  readonly inferSystem?: boolean | undefined;
  readonly lenientDisplayValidation?: boolean | undefined;
  readonly valueSetMembershipOnly?: boolean | undefined;
}

export interface LookupRequest extends TerminologyRequest {
  readonly code: string;
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  /** Instance level: the CodeSystem that was addressed. */
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
  readonly property?: readonly string[] | undefined;
}

export interface SubsumesRequest extends TerminologyRequest {
  readonly codeA: string;
  readonly codeB: string;
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
}

export interface TranslateRequest extends TerminologyRequest {
  readonly conceptMap?: ResourceReference<ConceptMap> | undefined;
  /** Forward: the codings to translate (of code+system, coding or codeableConcept). */
  readonly source?: readonly Coding[] | undefined;
  /** Reverse: the codings whose sources are wanted. */
  readonly target?: readonly Coding[] | undefined;
  /** Reverse: code system in which sources are sought (parameter `sourceSystem` or `system` beside a target). */
  readonly sourceSystem?: string | undefined;
  /** Reverse, as R4 asks it (parameter `reverse`): each source is the answer's concept, related to the target. */
  readonly answersSources?: boolean | undefined;
  readonly sourceScope?: string | undefined;
  readonly targetScope?: string | undefined;
  /** Forward: the code system of the targets that are wanted. */
  readonly targetSystem?: string | undefined;
  readonly dependency?: readonly { readonly attribute: string; readonly value: unknown }[] | undefined;
}

/** A name alone initialises; concepts are added; a version asks for what was added since. */
export interface ClosureRequest extends TerminologyRequest {
  readonly name: string;
  readonly concepts?: readonly Coding[] | undefined;
  readonly version?: string | undefined;
}

export interface SoughtProperty {
  readonly code: string;
  readonly value: TypedValue | undefined;
  readonly subproperty: readonly { readonly code: string; readonly value: TypedValue }[];
}

export interface FindMatchesRequest extends TerminologyRequest {
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
  readonly properties?: readonly SoughtProperty[] | undefined;
  /** Whether a machine asks, which wants no guesses. */
  readonly exact: boolean;
}
