/**
 * The neutral source from which plans, rules and activities are made: what `fhir-resources/source/guidance/*.yaml`
 * hold. One statement stands once; the builder gives it the form of each FHIR version.
 */

/** A document that is cited. */
export interface CitedDocument {
  readonly citation: string;
  /** Where the key is not what a reader is shown. */
  readonly label?: string;
  readonly url?: string;
  readonly jurisdiction?: string;
}

/** What a document says about the matter at hand: `KEY: what it says`, or `KEY@id` with the Evidence that has its figures. */
export type Statement = Readonly<Record<string, string>>;

/** Codes and names by which a drug, a fact or a procedure is recognised. */
export interface CodeGroup {
  readonly title: string;
  readonly names?: readonly string[];
  /** Names of other things that a name stands in. */
  readonly except?: readonly string[];
  /** Codes of our CodeSystem calcinosis-safety-factor. */
  readonly own?: readonly string[];
  readonly types?: readonly string[];
  readonly conditions?: readonly string[];
  readonly complications?: readonly string[];
  readonly distributions?: readonly string[];
  readonly treatments?: readonly string[];
  readonly rxnorm?: readonly (string | number)[];
  readonly atc?: readonly string[];
  readonly snomed?: readonly (string | number)[];
  readonly icd10cm?: readonly string[];
}

export interface CodeGroups {
  readonly drugs: Readonly<Record<string, CodeGroup>>;
  readonly facts: Readonly<Record<string, CodeGroup>>;
  readonly procedures: Readonly<Record<string, CodeGroup>>;
}

/** A condition in words that both versions share; exactly one of the members is there. */
export interface ConditionTerm {
  readonly all?: readonly ConditionTerm[];
  readonly any?: readonly ConditionTerm[];
  readonly not?: ConditionTerm;
  /** The patient takes it, or it is being prescribed. */
  readonly drug?: string;
  /** It is being prescribed now. */
  readonly draft?: string;
  /** It is being prescribed or taken for this reason. */
  readonly drugFor?: { readonly drug: string; readonly fact: string };
  /** It is being prescribed, and no reason is stated. */
  readonly draftWithoutReason?: string;
  /** It is taken or prescribed once a day or more often. */
  readonly dailyDrug?: string;
  readonly procedure?: string;
  /** A drug that is prescribed as such a procedure, or to be injected into a deposit. */
  readonly injection?: string;
  readonly fact?: string;
  /** It was recorded at any time: what is over or inactive counts as well. */
  readonly history?: string;
  readonly allergy?: string;
  readonly lab?: LabTerm;
  readonly vitalSign?: { readonly loinc: string; readonly below: number; readonly unit: string };
  /** Younger than so many years or days; an age that is not exactly known counts as younger. */
  readonly younger?: string;
  /** No date of birth is known. */
  readonly ageUnknown?: true;
  readonly youngerThanParameter?: { readonly parameter: string; readonly default: number };
  readonly parameter?: string;
}

/** What the newest result of a named input is. */
export interface LabTerm {
  readonly input: string;
  readonly below?: number;
  readonly unit?: string;
  readonly is?: 'low' | 'high' | 'normal' | 'abnormal';
}

export interface InputSource {
  readonly title: string;
  readonly type: string;
  readonly query?: string;
  readonly documentation?: string;
  readonly status?: { readonly system: string; readonly codes: readonly string[] };
  readonly loinc?: readonly string[];
  /** The same test in our CodeSystem calcinosis-assessment. */
  readonly assessment?: { readonly code: string; readonly display: string };
  readonly category?: { readonly system: string; readonly code: string };
}

export interface InputSources {
  readonly inputs: Readonly<Record<string, InputSource>>;
  readonly parameters: Readonly<Record<string, InputSource>>;
}

export interface FactorSource {
  readonly display: string;
  readonly definition: string;
  readonly sources: readonly string[];
}

/** A certainty of evidence-quality, or that nobody graded it. */
export type Quality = 'high' | 'moderate' | 'low' | 'very-low' | 'not graded';

export interface ActionSource {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly priority?: 'routine' | 'urgent' | 'asap' | 'stat';
  /** `none` where the sources conflict, so that there is nothing to say for or against. */
  readonly direction?: 'for' | 'against' | 'none';
  /** As a guideline that was read grades it, with its words; else nobody graded it. */
  readonly strength?: string;
  readonly quality?: Quality;
  readonly when?: ConditionTerm;
  readonly activity?: string;
  readonly sources?: readonly Statement[];
  readonly selection?: 'any' | 'at-most-one' | 'all';
  readonly actions?: readonly ActionSource[];
}

export interface PlanSource {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly purpose: string;
  readonly usage?: string;
  readonly type: 'clinical-protocol' | 'eca-rule';
  /** Names of CDS Hooks; a rule that nobody verified has none. */
  readonly triggers?: readonly string[];
  readonly sources?: readonly Statement[];
  readonly actions: readonly ActionSource[];
}

export interface RuleSource {
  readonly title: string;
  /** Contraindication: stat; else what needs a look: urgent. */
  readonly severity: 'stat' | 'urgent';
  /** Whether its source was read; a rule that is recalled is shown on request alone, unless its severity was marked high. */
  readonly confidence: 'verified' | 'secondary' | 'recalled-high' | 'recalled';
  readonly jurisdiction: string;
  readonly when: ConditionTerm;
  readonly advice: string;
  readonly hooks?: readonly string[];
  readonly direction?: 'for' | 'against';
  readonly quality?: Quality;
  readonly activity?: string;
  /** Further actions of the same rule, with conditions of their own. */
  readonly also?: readonly (Pick<ActionSource, 'id' | 'title' | 'description' | 'priority'> & {
    readonly when: ConditionTerm;
    readonly sources: readonly Statement[];
  })[];
  readonly sources: readonly Statement[];
}

export interface ActivitySource {
  readonly title: string;
  readonly description: string;
  readonly kind: 'MedicationRequest' | 'ServiceRequest' | 'Task' | 'CommunicationRequest';
  /** Code of our CodeSystem calcinosis-treatment; without one the activity is named in words alone. */
  readonly treatment?: string;
  /** The activity in words, where our code systems have no code for it. */
  readonly text?: string;
  readonly product?: { readonly text: string; readonly rxnorm?: string | number };
  readonly snomed?: string | number;
  readonly doNotPerform?: boolean;
  /** The dose as the source reports it. */
  readonly dose?: string;
  readonly safety?: string;
  readonly sources: readonly Statement[];
}

/** Everything that the builder is given. */
export interface GuidanceSource {
  readonly citations: Readonly<Record<string, CitedDocument>>;
  readonly groups: CodeGroups;
  readonly inputs: InputSources;
  readonly factors: Readonly<Record<string, FactorSource>>;
  readonly activities: Readonly<Record<string, ActivitySource>>;
  readonly rules: Readonly<Record<string, RuleSource>>;
  readonly plans: readonly PlanSource[];
  /** Ids of the Evidence that is published. */
  readonly evidence: ReadonlySet<string>;
}
