/**
 * The answer of an operation as it is told, parameter by parameter: one telling makes the model's Parameters, or their
 * JSON text in a version's wire form where the answer goes out as such. Both hear the same, so that they can't differ;
 * what versions spell differently goes through the version's codec either way.
 */
import { formatResource } from './formats/json.ts';
import { KeptTexts } from './formats/kept-texts.ts';
import { resourceOfText } from './formats/prepared-text.ts';
import { quoteJson } from './formats/quote-json.ts';
import { issuesToOutcome } from './issue.ts';
import type { Issue } from './issue.ts';
import { IssueTexts } from './issue-texts.ts';
import type { AnyResource, Coding, Parameters, ParametersParameter } from './model.ts';

/** Element names of values that are texts, numbers or booleans, alike in all versions. */
type PlainKey = `value${'String' | 'Code' | 'Uri' | 'Canonical' | 'Boolean'}`;

export interface ParametersWriter {
  /** A parameter or part with a plain value; nothing where there is none. Names are ours, so they need no quoting. */
  plain(name: string, key: PlainKey, value: string | boolean | undefined): void;
  /** The same with a Coding that never changes. */
  coding(name: string, value: Coding | undefined): void;
  /** A parameter whose parts, of which there is one at least, are told next, up to `end`. */
  begin(name: string): void;
  end(): void;
  /** A parameter with the OperationOutcome of these issues; nothing where there is none. */
  outcome(name: string, issues: readonly Issue[]): void;
  /** A parameter of any form. */
  whole(parameter: ParametersParameter): void;
  /** A parameter that is made of something that never changes, always in the same way: as text it is made once. */
  kept<Source extends object>(source: Source, make: (source: Source) => ParametersParameter): void;
  /** What was told, as a resource. */
  finish(): Parameters;
}

/** Makes a writer for one answer: of the model, or of text that only `formatResource` writes. */
export type CreateParametersWriter = (form: 'text' | undefined) => ParametersWriter;

/** Writers of the model, and of text where there is a writer of resources in the wire form that is served. */
export function createParametersWriters(
  write: ((model: AnyResource) => AnyResource) | undefined,
): CreateParametersWriter {
  if (write === undefined) return () => new ModelWriter();
  const tools: TextTools = {
    kept: new KeptTexts(),
    issues: new IssueTexts(),
    parameterText: parameter => formatResource(written(write, parameter)),
    codingText: coding => formatResource(written(write, { name: 'coding', valueCoding: coding }).valueCoding),
  };
  return form => (form === 'text' ? new TextWriter(tools) : new ModelWriter());
}

interface TextTools {
  readonly kept: KeptTexts;
  readonly issues: IssueTexts;
  readonly parameterText: (parameter: ParametersParameter) => string;
  readonly codingText: (coding: Coding) => string;
}

/** The parameter in the wire form. */
function written(write: (model: AnyResource) => AnyResource, parameter: ParametersParameter): ParametersParameter {
  const { parameter: [only] = [] } = write({ resourceType: 'Parameters', parameter: [parameter] }) as Parameters;
  return only ?? parameter;
}

class ModelWriter implements ParametersWriter {
  readonly #parameters: ParametersParameter[] = [];
  #list = this.#parameters;
  readonly #outer: ParametersParameter[][] = [];

  plain(name: string, key: PlainKey, value: string | boolean | undefined): void {
    if (value !== undefined) this.#list.push({ name, [key]: value });
  }

  coding(name: string, value: Coding | undefined): void {
    if (value !== undefined) this.#list.push({ name, valueCoding: value });
  }

  begin(name: string): void {
    const part: ParametersParameter[] = [];
    this.#list.push({ name, part });
    this.#outer.push(this.#list);
    this.#list = part;
  }

  end(): void {
    this.#list = this.#outer.pop() ?? this.#parameters;
  }

  outcome(name: string, issues: readonly Issue[]): void {
    if (issues.length > 0) this.#list.push({ name, resource: issuesToOutcome(issues) });
  }

  whole(parameter: ParametersParameter): void {
    this.#list.push(parameter);
  }

  kept<Source extends object>(source: Source, make: (source: Source) => ParametersParameter): void {
    this.#list.push(make(source));
  }

  finish(): Parameters {
    const parameter = this.#parameters;
    // FHIR has no empty lists.
    return { resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) };
  }
}

class TextWriter implements ParametersWriter {
  readonly #tools: TextTools;
  #text = '';
  /** What stands before the next parameter. */
  #before = '';

  constructor(tools: TextTools) {
    this.#tools = tools;
  }

  plain(name: string, key: PlainKey, value: string | boolean | undefined): void {
    if (value === undefined) return;
    const json = typeof value === 'string' ? quoteJson(value) : String(value);
    this.#add(`{"name":"${name}","${key}":${json}}`);
  }

  coding(name: string, value: Coding | undefined): void {
    if (value === undefined) return;
    const { kept, codingText } = this.#tools;
    this.#add(`{"name":"${name}","valueCoding":${kept.of(value, codingText)}}`);
  }

  begin(name: string): void {
    this.#add(`{"name":"${name}","part":[`);
    this.#before = '';
  }

  end(): void {
    this.#text += ']}';
    this.#before = ',';
  }

  outcome(name: string, issues: readonly Issue[]): void {
    if (issues.length === 0) return;
    this.#add(`{"name":"${name}","resource":${this.#tools.issues.outcome(issues)}}`);
  }

  whole(parameter: ParametersParameter): void {
    this.#add(this.#tools.parameterText(parameter));
  }

  kept<Source extends object>(source: Source, make: (source: Source) => ParametersParameter): void {
    const { kept, parameterText } = this.#tools;
    this.#add(kept.of(source, made => parameterText(make(made))));
  }

  finish(): Parameters {
    const list = this.#text === '' ? '' : `,"parameter":[${this.#text}]`;
    return resourceOfText('Parameters', `{"resourceType":"Parameters"${list}}`) as unknown as Parameters;
  }

  #add(json: string): void {
    this.#text += this.#before + json;
    this.#before = ',';
  }
}
