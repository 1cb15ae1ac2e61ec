/**
 * Typed requests of the terminology engine: what `operations/` hands in once parameters are decoded. Resources are in
 * the model. Names follow the parameters of HL7's operations and of the terminology ecosystem IG
 * (https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/).
 */
import type { AnyResource, CodeSystem, CodeableConcept, Coding, ConceptMap, ValueSet } from '../fhir/model.ts';
import type { TypedValue } from '../fhir/parameters.ts';

/** What every terminology operation accepts. Canonicals are texts `url|version`. */
export interface TerminologyRequest {
  /** `tx-resource`: CodeSystems (supplements too), ValueSets, ConceptMaps seen by this request alone. */
  readonly txResources?: readonly AnyResource[];
  /** Header `X-Cache-Id` or parameter `cache-id`: what the client has left here is seen too. */
  readonly cacheId?: string;
  readonly systemVersion?: readonly string[];
  readonly checkSystemVersion?: readonly string[];
  readonly forceSystemVersion?: readonly string[];
  readonly defaultValueSetVersion?: readonly string[];
  readonly useSupplement?: readonly string[];
  /** Parameter `displayLanguage`, as given: a tag or a weighted list. */
  readonly displayLanguage?: string;
  /** Header `Accept-Language`, as given. */
  readonly acceptLanguage?: string;
  /** Header `X-TOO-COSTLY-THRESHOLD`: most codes in an expansion. */
  readonly tooCostlyThreshold?: number;
}

/** A resource named by url (with `|version` or `version`), or one that the request carries. */
export interface ResourceReference<Resource> {
  readonly url?: string;
  readonly version?: string;
  readonly resource?: Resource;
}

export interface ExpandRequest extends TerminologyRequest {
  readonly valueSet: ResourceReference<ValueSet>;
  readonly filter?: string;
  readonly offset?: number;
  readonly count?: number;
  readonly activeOnly?: boolean;
  readonly includeDesignations?: boolean;
  readonly includeDefinition?: boolean;
  readonly excludeNested?: boolean;
  readonly excludeNotForUI?: boolean;
  readonly excludePostCoordinated?: boolean;
  readonly designation?: readonly string[];
  readonly property?: readonly string[];
  readonly excludeSystem?: readonly string[];
}

/** Exactly one of code (with or without system), coding, codeableConcept. */
export interface ValidateCodeRequest extends TerminologyRequest {
  /** `ValueSet/$validate-code`. */
  readonly valueSet?: ResourceReference<ValueSet>;
  /** `CodeSystem/$validate-code`. */
  readonly codeSystem?: ResourceReference<CodeSystem>;
  readonly code?: string;
  readonly system?: string;
  /** Parameter `systemVersion` (ValueSet) or `version` (CodeSystem). */
  readonly codeVersion?: string;
  readonly display?: string;
  readonly coding?: Coding;
  readonly codeableConcept?: CodeableConcept;
  readonly abstract?: boolean;
  readonly activeOnly?: boolean;
  readonly inferSystem?: boolean;
  readonly lenientDisplayValidation?: boolean;
  readonly valueSetMembershipOnly?: boolean;
}

export interface LookupRequest extends TerminologyRequest {
  readonly code: string;
  readonly system?: string;
  readonly version?: string;
  /** Instance level: the CodeSystem that was addressed. */
  readonly codeSystem?: ResourceReference<CodeSystem>;
  readonly property?: readonly string[];
}

export interface SubsumesRequest extends TerminologyRequest {
  readonly codeA: string;
  readonly codeB: string;
  readonly system?: string;
  readonly version?: string;
  readonly codeSystem?: ResourceReference<CodeSystem>;
}

export interface TranslateRequest extends TerminologyRequest {
  readonly conceptMap?: ResourceReference<ConceptMap>;
  /** Forward: the codings to translate (of code+system, coding or codeableConcept). */
  readonly source?: readonly Coding[];
  /** Reverse: the codings whose sources are wanted. */
  readonly target?: readonly Coding[];
  /** Reverse: code system in which sources are sought (parameter `sourceSystem` or `system` beside a target). */
  readonly sourceSystem?: string;
  /** Reverse, as R4 asks it (parameter `reverse`): each source is the answer's concept, related to the target. */
  readonly answersSources?: boolean;
  readonly sourceScope?: string;
  readonly targetScope?: string;
  /** Forward: the code system of the targets that are wanted. */
  readonly targetSystem?: string;
  readonly dependency?: readonly { readonly attribute: string; readonly value: unknown }[];
}

/** A name alone initialises; concepts are added; a version asks for what was added since. */
export interface ClosureRequest extends TerminologyRequest {
  readonly name: string;
  readonly concepts?: readonly Coding[];
  readonly version?: string;
}

export interface SoughtProperty {
  readonly code: string;
  readonly value: TypedValue | undefined;
  readonly subproperty: readonly { readonly code: string; readonly value: TypedValue }[];
}

export interface FindMatchesRequest extends TerminologyRequest {
  readonly system?: string;
  readonly version?: string;
  readonly codeSystem?: ResourceReference<CodeSystem>;
  readonly properties?: readonly SoughtProperty[];
  /** Whether a machine asks, which wants no guesses. */
  readonly exact: boolean;
}
