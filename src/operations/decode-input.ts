/**
 * From what a client sent (query texts, or the parameters of a Parameters resource) to a handler's input: names,
 * cardinality, types and support, as the operation table declares them.
 */
import { invalid, notSupported, required } from '../fhir/fhir-error.ts';
import type { ParametersParameter } from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import { decodeElement, decodeText } from './decode-value.ts';
import type { InputOf, OperationLevel, ParameterRow } from './parameter-row.ts';

/** One parameter as it came: from the query, or from a Parameters resource in the endpoint's wire form. */
export type ReceivedParameter =
  { readonly name: string; readonly text: string } | { readonly name: string; readonly element: ParametersParameter };

export interface InputOptions {
  readonly codec: VersionCodec;
  readonly level: OperationLevel;
  /** `Prefer: handling=strict`: parameters that nobody defines are errors. */
  readonly isStrict: boolean;
  /** Told the name of each parameter that was ignored. */
  readonly onIgnored: (name: string) => void;
}

/** Reads what was received as the rows describe it. */
type Decoder<Rows extends readonly ParameterRow[]> = (
  received: readonly ReceivedParameter[],
  options: InputOptions,
) => InputOf<Rows>;

/** What was received as the rows describe it; throws `invalid`, `required` or `notSupported` naming the parameter. */
export function decodeRows<const Rows extends readonly ParameterRow[]>(
  rows: Rows,
  received: readonly ReceivedParameter[],
  options: InputOptions,
): InputOf<Rows> {
  return createDecoder(rows)(received, options);
}

/** The decoder of these rows, whose names it looks up; it throws as `decodeRows` does. */
export function createDecoder<const Rows extends readonly ParameterRow[]>(rows: Rows): Decoder<Rows> {
  const places = new Map(rows.map(({ name }, at) => [name, at]));
  // It follows the rows at run time as InputOf does at compile time.
  return (received, options) => decodeInput(rows, groupByRow(received, places, options), options) as InputOf<Rows>;
}

type Groups = readonly (readonly ReceivedParameter[] | undefined)[];

function decodeInput(rows: readonly ParameterRow[], groups: Groups, options: InputOptions): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as ParameterRow;
    const values = groups[at];
    if (values !== undefined) input[row.name] = decodeRow(row, values, options);
    else if (row.min === 1) throw required(`The parameter '${row.name}' is required`);
  }
  return input;
}

/** What was received for each row, in the order of the rows. */
function groupByRow(
  received: readonly ReceivedParameter[],
  places: ReadonlyMap<string, number>,
  options: InputOptions,
): Groups {
  const groups: ReceivedParameter[][] = [];
  let unknown: Set<string> | undefined;
  for (const parameter of received) {
    // A form's field that was left empty, as in `filter=`, asks for nothing.
    if ('text' in parameter && parameter.text === '') continue;
    const at = places.get(parameter.name);
    const group = at === undefined ? undefined : groups[at];
    if (at === undefined) unknown = reportUnknown(parameter.name, unknown, options);
    else if (group === undefined) groups[at] = [parameter];
    else group.push(parameter);
  }
  return groups;
}

/** The names that nobody defines, each told once. */
function reportUnknown(name: string, told: Set<string> | undefined, options: InputOptions): Set<string> {
  if (told?.has(name) === true) return told;
  if (options.isStrict) throw invalid(`The parameter '${shorten(name)}' is not known (Prefer: handling=strict)`);
  options.onIgnored(name);
  return (told ?? new Set()).add(name);
}

function decodeRow(row: ParameterRow, received: readonly ReceivedParameter[], options: InputOptions): unknown {
  if (row.unsupported !== undefined) {
    throw notSupported(`The parameter '${row.name}' is not supported: ${row.unsupported}`);
  }
  if (row.scope?.includes(options.level) === false) {
    throw invalid(`The parameter '${row.name}' has no meaning at ${options.level} level; leave it out`);
  }
  if (row.max === '*') return received.map(parameter => decodeOne(row, parameter, options));
  const [first, second] = received;
  if (second !== undefined) {
    throw invalid(`The parameter '${row.name}' may be given once, and was given ${received.length} times`);
  }
  return first === undefined ? undefined : decodeOne(row, first, options);
}

function decodeOne(row: ParameterRow, parameter: ReceivedParameter, options: InputOptions): unknown {
  if (row.parts !== undefined) return decodeParts(row, row.parts, parameter, options);
  const type = row.type ?? 'Element';
  const named = { name: row.name, type };
  return 'text' in parameter
    ? decodeText(named, parameter.text)
    : decodeElement(named, parameter.element, options.codec);
}

function decodeParts(
  row: ParameterRow,
  parts: readonly ParameterRow[],
  parameter: ReceivedParameter,
  options: InputOptions,
): unknown {
  if ('text' in parameter) throw invalid(`The parameter '${row.name}' has parts, so it must be sent by POST`);
  return decodeRows(parts, receivedFrom(parameter.element.part, `${row.name}.part`), options);
}

/** The parameters of a wire array, after a check that it is one; throws `invalid` naming the path. */
export function receivedFrom(list: unknown, path: string): readonly ReceivedParameter[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw invalid(`${path} must be an array of parameters`);
  return list.map((element: unknown, index) => {
    const name = typeof element === 'object' && element !== null ? (element as { name?: unknown }).name : undefined;
    if (typeof name !== 'string') throw invalid(`${path}[${index}] must be an object with a 'name'`);
    return { name, element: element as ParametersParameter };
  });
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
