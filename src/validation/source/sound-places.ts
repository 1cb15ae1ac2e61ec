/**
 * Where values stand in JSON that is known to be sound: one object or list at a time, when a place in it is asked for,
 * since most texts have few issues or none.
 */
import type { PlacedValue } from './source.ts';

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openObject, openList] = [0x7b, 0x5b];
/** `[` and `]` differ from `{` and `}` by this bit alone. */
const braceBit = 0x20;
const closer = 0x7d;
const none: ReadonlyMap<string, PlacedValue> = new Map();

/** The places of a sound JSON text. */
export function soundPlaces(text: string): PlacedValue {
  const at = skipBlanks(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return new SoundPlace(text, at, at);
}

class SoundPlace implements PlacedValue {
  readonly at: number;
  readonly #text: string;
  /** Offset of the value; `at` may be that of its key. */
  readonly #from: number;
  #parts: ReadonlyMap<string, PlacedValue> | undefined;

  constructor(text: string, at: number, from: number) {
    this.#text = text;
    this.at = at;
    this.#from = from;
  }

  get parts(): ReadonlyMap<string, PlacedValue> {
    return (this.#parts ??= this.#read());
  }

  #read(): ReadonlyMap<string, PlacedValue> {
    const text = this.#text;
    const opener = text.charCodeAt(this.#from);
    if (opener !== openObject && opener !== openList) return none;
    const parts = new Map<string, PlacedValue>();
    let at = skipBlanks(text, this.#from + 1);
    for (let index = 0; !isCloser(text.charCodeAt(at)); index++) {
      const start = at;
      let key = String(index);
      if (opener === openObject) {
        const end = endOfString(text, at);
        key = JSON.parse(text.slice(at, end)) as string;
        at = skipBlanks(text, skipBlanks(text, end) + 1);
      }
      parts.set(key, new SoundPlace(text, start, at));
      at = skipBlanks(text, endOfValue(text, at));
      if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
      if (at >= text.length) break;
    }
    return parts;
  }
}

function isCloser(char: number): boolean {
  return (char | braceBit) === closer;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** Behind the string that begins here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const end = text.indexOf('"', at);
    if (end < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end + 1;
    at = end + 1;
  }
}

/** Behind the value that begins here. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === quote) at = endOfString(text, at) - 1;
    else if ((char | braceBit) === (openObject | braceBit)) depth++;
    else if (isCloser(char)) {
      if (depth === 0) return at;
      depth--;
    }
    if (depth === 0 && endsValue(text.charCodeAt(at + 1))) return at + 1;
  }
  return text.length;
}

function endsValue(next: number): boolean {
  return next === comma || next <= 0x20 || isCloser(next) || Number.isNaN(next);
}
