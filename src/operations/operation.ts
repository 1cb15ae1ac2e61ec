/**
 * The operation table's type: one row per operation, from which routes, decoding, OperationDefinitions and the
 * capability statements derive (https://hl7.org/fhir/operations.html). The handler's input type is inferred from the
 * declared parameters.
 */
import type { Cancellation } from '../contracts/cancellation.ts';
import type { ResourceStore } from '../contracts/resource-store.ts';
import type { ElementShapes } from '../fhir/formats/element-shapes.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { TerminologyService } from '../terminology/terminology-service.ts';
import type { Validator } from '../validation/validate-resource.ts';
import { createDecoder } from './decode-input.ts';
import type { InputOptions, ReceivedParameter } from './decode-input.ts';
import type { InputOf, OperationLevel, ParameterRow } from './parameter-row.ts';

/** The resource at which an instance-level operation was called, in the model. */
export interface OperationInstance {
  readonly url?: string;
  readonly version?: string;
  readonly resource: AnyResource;
}

/** A body as it came, for an operation that judges the text. */
export interface OperationBody {
  readonly text: string;
  readonly format: 'json' | 'xml';
  readonly shapes: ElementShapes;
}

export interface OperationContext extends InputOptions {
  readonly fhirVersion: FhirVersion;
  /** FHIR versions at this base URL, the one first that answers who names none; default `fhirVersion` alone. */
  readonly served?: readonly FhirVersion[] | undefined;
  readonly terminology: TerminologyService;
  /** Judges resources of the body's version. */
  readonly validator?: Validator | undefined;
  /** What is kept here, in the body's version. */
  readonly store?: ResourceStore | undefined;
  /** Where the operation reads the text itself. */
  readonly body?: OperationBody | undefined;
  /** The resource type and id in the URL, for an operation of every type. */
  readonly urlType?: string | undefined;
  readonly urlId?: string | undefined;
  readonly instance?: OperationInstance | undefined;
  readonly acceptLanguage?: string | undefined;
  readonly tooCostlyThreshold?: number | undefined;
  /** Header `X-Cache-Id`. */
  readonly cacheId?: string | undefined;
  /** Whether the answer is written as compact JSON and nothing else, so that parts of it may be text already. */
  readonly takesText?: boolean | undefined;
  /** Aborted when the client leaves. */
  readonly signal?: Cancellation | undefined;
}

interface OperationFacts {
  /** Without `$`. */
  readonly name: string;
  /** The resource type whose operation it is; it stands in the url of type and instance level. */
  readonly resource: string;
  readonly levels: Readonly<Record<FhirVersion, readonly OperationLevel[]>>;
  /** Canonical of the definition that it follows. */
  readonly definition: string;
  /** Whether it reads the body's text itself, so that nothing of it is lost. */
  readonly readsText?: true;
  readonly title: string;
  readonly description: string;
  readonly output: readonly ParameterRow[];
  /** It keeps something for its caller: it is called by POST, and works only where one process answers. */
  readonly keepsState?: true;
  /** The answer's text for a general media type (`application/json`), where the specification gives it a form of its own. */
  readonly writePlain?: (answer: AnyResource, form: { readonly format: 'json' | 'xml' }) => string;
}

export interface OperationDeclaration<Rows extends readonly ParameterRow[]> extends OperationFacts {
  readonly parameters: Rows;
  /** The answer, in the model. */
  readonly handle: (input: InputOf<Rows>, context: OperationContext) => AnyResource | Promise<AnyResource>;
}

export interface Operation extends OperationFacts {
  readonly parameters: readonly ParameterRow[];
  /** Decodes what was received and answers, in the model; throws FhirError. */
  run(received: readonly ReceivedParameter[], context: OperationContext): AnyResource | Promise<AnyResource>;
}

/** A row of the operation table. */
export function defineOperation<const Rows extends readonly ParameterRow[]>(
  declaration: OperationDeclaration<Rows>,
): Operation {
  const decode = createDecoder(declaration.parameters);
  return { ...declaration, run: (received, context) => declaration.handle(decode(received, context), context) };
}
