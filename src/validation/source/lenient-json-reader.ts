/**
 * Reads JSON with the offset of each value, and goes on after comments, commas too many, keys that stand twice and
 * control characters: each is a fault of its object, not the end of the reading.
 */
import { structure } from '../../fhir/fhir-error.ts';
import { keepDecimalText, needsDecimalText } from '../../fhir/formats/decimal-texts.ts';
import { forbiddenJsonKeys, maxJsonDepth } from '../../fhir/formats/json.ts';
import type { PlacedValue, SourceFault } from './source.ts';

interface ReadValue {
  readonly value: unknown;
  readonly place: PlacedValue;
}

interface ReadText extends ReadValue {
  readonly faults: readonly SourceFault[];
}

const blanks = /[ \t\n\r]+/y;
const comment = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const literal = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const mostFaults = 200;

/** An object or list that is open, in the form that faults are told of. */
interface Open {
  readonly holder: object;
  readonly kind: 'Object' | 'Array';
}

export class LenientJsonReader {
  readonly #text: string;
  readonly #faults: SourceFault[] = [];
  #at = 0;
  #open: Open = { holder: {}, kind: 'Object' };
  /** Faults before the first object belong to it. */
  #early: Omit<SourceFault, 'holder'>[] = [];
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the whole text; throws `structure` with line and column where it can't go on. */
  read(): ReadText {
    if (this.#text.charCodeAt(0) === 0xfeff) {
      this.#at = 1;
      this.#fault('JSON_BYTE_ORDER_MARK', []);
    }
    this.#skip();
    if (this.#at >= this.#text.length) this.#fail('the body is empty');
    const read = this.#readValue();
    this.#skip();
    if (this.#at < this.#text.length) this.#fail(`unexpected ${this.#here()} after the end of the value`);
    return { ...read, faults: this.#faults };
  }

  #readValue(): ReadValue {
    const at = this.#at;
    const start = this.#text[at];
    if (start === '{') return this.#nested(() => this.#readObject(at));
    if (start === '[') return this.#nested(() => this.#readList(at));
    if (start === '"') return { value: this.#readString(), place: { at } };
    const text = this.#match(literal);
    if (text === undefined) this.#fail(`expected a value, found ${this.#here()}`);
    return { value: JSON.parse(text), place: { at } };
  }

  #nested(read: () => ReadValue): ReadValue {
    if (++this.#depth > maxJsonDepth) this.#fail(`nested deeper than ${maxJsonDepth} levels`);
    const outer = this.#open;
    this.#at++;
    const result = read();
    this.#open = outer;
    this.#depth--;
    return result;
  }

  #readObject(at: number): ReadValue {
    const value: Record<string, unknown> = {};
    const parts = new Map<string, PlacedValue>();
    this.#enter({ holder: value, kind: 'Object' });
    if (!this.#takes('}')) {
      do {
        if (this.#endsAfterComma('}')) break;
        this.#readMember(value, parts);
      } while (this.#takes(','));
      if (!this.#takes('}')) this.#fail(`expected ',' or '}', found ${this.#here()}`);
    }
    return { value, place: { at, parts } };
  }

  #readMember(value: Record<string, unknown>, parts: Map<string, PlacedValue>): void {
    this.#skip();
    const at = this.#at;
    if (this.#text[at] !== '"') this.#fail(`expected a property name in double quotes, found ${this.#here()}`);
    const key = this.#readString();
    if (forbiddenJsonKeys.has(key)) this.#fail(`the property name '${key}' is refused`);
    if (!this.#takes(':')) this.#fail(`expected ':' after the property name, found ${this.#here()}`);
    this.#skip();
    const valueAt = this.#at;
    const read = this.#readValue();
    if (parts.has(key)) {
      this.#fault('JSON_PROPERTY_DUPLICATE', [key.slice(0, 80)], at);
      return;
    }
    value[key] = read.value;
    if (typeof read.value === 'number') this.#keepText(value, key, valueAt);
    parts.set(key, { ...read.place, at });
  }

  #readList(at: number): ReadValue {
    const value: unknown[] = [];
    const parts = new Map<string, PlacedValue>();
    this.#enter({ holder: value, kind: 'Array' });
    if (!this.#takes(']')) {
      do {
        if (this.#endsAfterComma(']')) break;
        this.#skip();
        const valueAt = this.#at;
        const read = this.#readValue();
        parts.set(String(value.length), read.place);
        value.push(read.value);
        if (typeof read.value === 'number') this.#keepText(value, String(value.length - 1), valueAt);
      } while (this.#takes(','));
      if (!this.#takes(']')) this.#fail(`expected ',' or ']', found ${this.#here()}`);
    }
    return { value, place: { at, parts } };
  }

  #keepText(holder: object, key: string, from: number): void {
    const text = this.#text.slice(from, this.#at);
    if (needsDecimalText(text)) keepDecimalText(holder, key, text);
  }

  #endsAfterComma(closer: string): boolean {
    const before = this.#at;
    this.#skip();
    if (this.#text[this.#at] !== closer) return false;
    this.#fault('JSON_COMMA_EXTRA', [this.#open.kind], before - 1);
    return true;
  }

  #enter(open: Open): void {
    this.#open = open;
    if (this.#depth !== 1) return;
    this.#faults.push(...this.#early.map(fault => ({ ...fault, holder: open.holder })));
    this.#early = [];
  }

  /** A loop, because a pattern over a string of megabytes overflows its stack. */
  #readString(): string {
    const start = this.#at++;
    let hasControls = false;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) this.#failAt(start, 'a string that is never ended');
      if (code === 0x22) break;
      if (code === 0x5c) {
        if (this.#match(escape) === undefined) this.#fail('a bad escape sequence inside a string');
      } else {
        hasControls ||= code < 0x20;
        this.#at++;
      }
    }
    this.#at++;
    const quoted = this.#text.slice(start, this.#at);
    if (!hasControls) return JSON.parse(quoted) as string;
    this.#fault('JSON_CONTROL_CHARACTER', [], start);
    return JSON.parse(quoted.replace(/[\u0000-\u001f]/g, escapeControl)) as string;
  }

  #takes(char: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    for (;;) {
      this.#match(blanks);
      const at = this.#at;
      if (this.#text[at] !== '/' || this.#match(comment) === undefined) return;
      this.#fault('JSON_COMMENTS_NOT_ALLOWED', [], at);
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0];
    if (text !== undefined) this.#at += text.length;
    return text;
  }

  #fault(messageId: string, args: readonly string[], at = this.#at): void {
    if (this.#faults.length >= mostFaults) return;
    if (this.#depth === 0) this.#early.push({ messageId, args, at });
    else this.#faults.push({ holder: this.#open.holder, messageId, args, at });
  }

  #here(): string {
    const char = this.#text[this.#at];
    return char === undefined ? 'the end of the text' : JSON.stringify(char);
  }

  #fail(message: string): never {
    return this.#failAt(this.#at, message);
  }

  #failAt(at: number, message: string): never {
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    throw structure(`Invalid JSON at line ${line}, column ${at - before.lastIndexOf('\n')}: ${message}`, {
      position: { line, column: at - before.lastIndexOf('\n') },
    });
  }
}

function escapeControl(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
