/**
 * The syntax of a media type with its parameters (https://www.rfc-editor.org/rfc/rfc6838#section-4.2,
 * https://www.rfc-editor.org/rfc/rfc2045#section-5.1). Type and subtype are written in lower case.
 */

export interface MediaType {
  readonly type: string;
  readonly subtype: string;
  /** What follows the subtype's last `+`: the syntax that it is built on. */
  readonly suffix: string | undefined;
  readonly parameters: readonly MediaTypeParameter[];
}

export interface MediaTypeParameter {
  readonly name: string;
  /** Without quotation marks. */
  readonly value: string;
}

const restrictedName = /^[a-z0-9][a-z0-9!#$&\-^_.+]{0,126}$/;
const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const quoted = /"((?:[^"\\\r\n]|\\[^\r\n])*)"/y;
const separator = /[ \t]*;[ \t]*/y;

/** The parts of the media type; undefined where it breaks the syntax. */
export function parseMediaType(text: string): MediaType | undefined {
  const end = text.search(/[ \t;]/);
  const [type = '', subtype = '', ...more] = text
    .slice(0, end < 0 ? text.length : end)
    .toLowerCase()
    .split('/');
  if (more.length > 0 || !restrictedName.test(type) || !restrictedName.test(subtype)) return undefined;
  const parameters = readParameters(text, end < 0 ? text.length : end);
  if (parameters === undefined) return undefined;
  const plus = subtype.lastIndexOf('+');
  return { type, subtype, suffix: plus < 0 ? undefined : subtype.slice(plus + 1), parameters };
}

/** The parameters from there on; undefined where they break the syntax or one is there twice. */
function readParameters(text: string, start: number): readonly MediaTypeParameter[] | undefined {
  const reader = new PatternReader(text, start);
  const parameters = new Map<string, MediaTypeParameter>();
  while (!reader.isAtEnd) {
    const parameter = readParameter(reader);
    if (parameter === undefined || parameters.has(parameter.name.toLowerCase())) return undefined;
    parameters.set(parameter.name.toLowerCase(), parameter);
  }
  return [...parameters.values()];
}

function readParameter(reader: PatternReader): MediaTypeParameter | undefined {
  if (reader.take(separator) === undefined) return undefined;
  const name = reader.take(token)?.[0];
  if (name === undefined || reader.take(/=/y) === undefined) return undefined;
  const value = reader.take(quoted)?.[1]?.replace(/\\(.)/g, '$1') ?? reader.take(token)?.[0];
  return value === undefined ? undefined : { name, value };
}

/** Takes sticky patterns one after another. */
class PatternReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }
}
