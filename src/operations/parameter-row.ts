/**
 * How one parameter of an operation is declared, and the input type that declared rows describe
 * (https://hl7.org/fhir/operationdefinition-definitions.html#OperationDefinition.parameter).
 */
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type {
  AnyResource,
  CodeSystem,
  CodeableConcept,
  Coding,
  ConceptMap,
  Parameters,
  ValueSet,
} from '../fhir/model.ts';
import type { TypedValue } from '../fhir/parameters.ts';

export type OperationLevel = 'system' | 'type' | 'instance';

/** What a handler gets for a parameter of each declared type. */
export interface ValueByType {
  boolean: boolean;
  integer: number;
  unsignedInt: number;
  string: string;
  code: string;
  id: string;
  uri: string;
  canonical: string;
  dateTime: string;
  Coding: Coding;
  CodeableConcept: CodeableConcept;
  CodeSystem: CodeSystem;
  ValueSet: ValueSet;
  ConceptMap: ConceptMap;
  OperationOutcome: AnyResource;
  StructureDefinition: AnyResource;
  Parameters: Parameters;
  Resource: AnyResource;
  UsageContext: Readonly<Record<string, unknown>>;
  /** Any datatype. */
  Element: TypedValue;
}

export type ParameterType = keyof ValueByType;

export interface ParameterRow {
  readonly name: string;
  /** Absent where the parameter has parts. */
  readonly type?: ParameterType;
  /** Default 0. */
  readonly min?: 0 | 1;
  /** Default '1'. */
  readonly max?: '1' | '*';
  readonly documentation: string;
  /** Why we lack it. Sending it is refused by name. */
  readonly unsupported?: string;
  /** FHIR versions whose own OperationDefinition has it: default both; empty where only the ecosystem defines it. */
  readonly definedIn?: readonly FhirVersion[];
  /** Levels at which it makes sense; default all of the operation's. */
  readonly scope?: readonly OperationLevel[];
  readonly parts?: readonly ParameterRow[];
}

type SupportedRow<Row> = Row extends { readonly unsupported: string } ? never : Row;
type ValueOf<Row> = Row extends { readonly parts: infer Parts extends readonly ParameterRow[] }
  ? InputOf<Parts>
  : Row extends { readonly type: infer Type extends ParameterType }
    ? ValueByType[Type]
    : never;
type Repeated<Row> = Row extends { readonly max: '*' } ? readonly ValueOf<Row>[] : ValueOf<Row>;
type NameOf<Row> = Row extends { readonly name: infer Name extends string } ? Name : never;

/** The typed input that rows of parameters describe; what is unsupported never reaches a handler. */
export type InputOf<Rows extends readonly ParameterRow[]> = {
  readonly [Row in SupportedRow<Rows[number]> as Row extends { readonly min: 1 } ? NameOf<Row> : never]: Repeated<Row>;
} & {
  readonly [Row in SupportedRow<Rows[number]> as Row extends { readonly min: 1 } ? never : NameOf<Row>]?: Repeated<Row>;
};
