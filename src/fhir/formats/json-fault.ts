/**
 * Where and why a JSON text is at fault (RFC 8259, and FHIR's own bounds). The slow second reading behind json.ts: it
 * builds nothing, keeps the keys of open objects, and stops at the first fault.
 */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly message: string;
}

export interface JsonBounds {
  readonly maxDepth: number;
  readonly forbiddenKeys: ReadonlySet<string>;
}

/** The first fault of a text that the fast reading refused. */
export function findJsonFault(json: string, bounds: JsonBounds): JsonFault {
  const reader = new FaultReader(json, bounds);
  try {
    reader.readDocument();
  } catch (error) {
    if (error instanceof FaultFound) return { ...positionOf(json, error.at), message: error.message };
    throw error;
  }
  return { line: 1, column: 1, message: 'the text is not JSON' };
}

class FaultFound extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const whitespace = /[ \t\n\r]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const literal = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

class FaultReader {
  private readonly json: string;
  private readonly bounds: JsonBounds;
  private at = 0;

  constructor(json: string, bounds: JsonBounds) {
    this.json = json;
    this.bounds = bounds;
  }

  readDocument(): void {
    this.skip();
    if (this.at >= this.json.length) this.fail('the body is empty');
    this.readValue(1);
    this.skip();
    if (this.at < this.json.length) this.fail(`unexpected ${this.here()} after the end of the value`);
  }

  /** Recursion ends at `maxDepth`. */
  private readValue(depth: number): void {
    const start = this.json[this.at];
    if (start === '{' || start === '[') {
      if (depth > this.bounds.maxDepth) this.fail(`nested deeper than ${this.bounds.maxDepth} levels`);
      this.at++;
      if (start === '{') this.readMembers(depth);
      else this.readItems(depth);
    } else if (start === '"') this.readString();
    else if (this.match(literal) === undefined) this.fail(`expected a value, found ${this.here()}`);
  }

  private readMembers(depth: number): void {
    const keys = new Set<string>();
    if (this.takes('}')) return;
    do {
      this.skip();
      this.readKey(keys);
      if (!this.takes(':')) this.fail(`expected ':' after the property name, found ${this.here()}`);
      this.skip();
      this.readValue(depth + 1);
    } while (this.takes(','));
    if (!this.takes('}')) this.fail(`expected ',' or '}', found ${this.here()}`);
  }

  private readItems(depth: number): void {
    if (this.takes(']')) return;
    do {
      this.skip();
      this.readValue(depth + 1);
    } while (this.takes(','));
    if (!this.takes(']')) this.fail(`expected ',' or ']', found ${this.here()}`);
  }

  private readKey(keys: Set<string>): void {
    const start = this.at;
    if (this.json[start] !== '"') this.fail(`expected a property name in double quotes, found ${this.here()}`);
    const key = JSON.parse(this.readString()) as string;
    if (this.bounds.forbiddenKeys.has(key)) throw new FaultFound(start, `the property name '${key}' is refused`);
    if (keys.has(key)) throw new FaultFound(start, `the property '${key.slice(0, 80)}' stands twice in one object`);
    keys.add(key);
  }

  /** The string literal with its quotes. A loop, because a pattern over a string of megabytes overflows its stack. */
  private readString(): string {
    const start = this.at++;
    while (this.json[this.at] !== '"') {
      if (this.at >= this.json.length) throw new FaultFound(start, 'a string that is never ended');
      if (this.json[this.at] === '\\') this.readEscape();
      else if (this.json.charCodeAt(this.at) < 0x20) this.fail('a control character inside a string');
      else this.at++;
    }
    this.at++;
    return this.json.slice(start, this.at);
  }

  private readEscape(): void {
    if (this.match(escape) === undefined) this.fail('a bad escape sequence inside a string');
  }

  private takes(char: string): boolean {
    this.skip();
    if (this.json[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    this.match(whitespace);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.json)?.[0];
    if (text !== undefined) this.at += text.length;
    return text;
  }

  private here(): string {
    const char = this.json[this.at];
    return char === undefined ? 'the end of the text' : JSON.stringify(char);
  }

  private fail(message: string): never {
    throw new FaultFound(this.at, message);
  }
}

function positionOf(json: string, at: number): { line: number; column: number } {
  const before = json.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}
