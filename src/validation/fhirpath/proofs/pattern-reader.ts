/**
 * Reads a pattern to the positions of its characters and what may come after each (Glushkov's construction), in the
 * syntax that RE2 and JavaScript read alike: characters, classes, groups, alternatives, greedy repetition, `^` at the
 * start and `$` at the end. Whatever else is in it makes it no deterministic one.
 */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

const mostPositions = 200;
const empty: Part = { first: [], last: [], isNullable: true };
const everything = (1n << 128n) - 1n;
const digits = maskOf('0', '9');
const letters = maskOf('A', 'Z') | maskOf('a', 'z');
const spaces = [9, 10, 12, 13, 32].reduce((mask, code) => mask | (1n << BigInt(code)), 0n);
const escapes: Readonly<Record<string, bigint | undefined>> = {
  d: digits,
  w: digits | letters | maskOf('_', '_'),
  s: spaces,
  t: maskOf('\t', '\t'),
  n: maskOf('\n', '\n'),
  r: maskOf('\r', '\r'),
};

function maskOf(from: string, to: string): bigint {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
  return ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
}

class Refusal extends Error {}

export class PatternReader {
  readonly #text: string;
  readonly #masks: bigint[] = [];
  readonly #after: Set<number>[] = [];
  #at = 0;

  constructor(pattern: string) {
    this.#text = pattern;
  }

  isDeterministic(): boolean {
    try {
      const end = this.#text.endsWith('$') && !this.#text.endsWith('\\$') ? this.#text.length - 1 : this.#text.length;
      if (this.#peek() === '^') this.#at++;
      const isAnchored = this.#at > 0 || end < this.#text.length;
      const whole = this.#readAlternatives(end, isAnchored);
      if (this.#at !== end) return false;
      return this.#isClear(whole.first) && this.#after.every(next => this.#isClear([...next]));
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Whether each character can be at one of the positions only. */
  #isClear(positions: readonly number[]): boolean {
    let seen = 0n;
    for (const position of positions) {
      const mask = this.#masks[position] ?? everything;
      if ((seen & mask) !== 0n) return false;
      seen |= mask;
    }
    return true;
  }

  #readAlternatives(end: number, isAnchored: boolean): Part {
    let part = this.#readSequence(end);
    while (this.#at < end && this.#peek() === '|') {
      // An anchor would be of one alternative alone.
      if (isAnchored) throw new Refusal();
      this.#at++;
      const other = this.#readSequence(end);
      part = {
        first: [...part.first, ...other.first],
        last: [...part.last, ...other.last],
        isNullable: part.isNullable || other.isNullable,
      };
    }
    return part;
  }

  #readSequence(end: number): Part {
    let part = empty;
    while (this.#at < end && this.#peek() !== '|' && this.#peek() !== ')') {
      const next = this.#readRepeated(end);
      this.#link(part.last, next.first);
      part = {
        first: part.isNullable ? [...part.first, ...next.first] : part.first,
        last: next.isNullable ? [...part.last, ...next.last] : next.last,
        isNullable: part.isNullable && next.isNullable,
      };
    }
    return part;
  }

  /** Two ways between the same positions are two ways to read one text. */
  #link(from: readonly number[], to: readonly number[]): void {
    for (const position of from) {
      const next = this.#after[position];
      for (const other of to) {
        if (next?.has(other) !== false) throw new Refusal();
        next.add(other);
      }
    }
  }

  #readRepeated(end: number): Part {
    const part = this.#readAtom(end);
    const [sign = ''] = /^(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})/.exec(this.#text.slice(this.#at, end)) ?? [];
    this.#at += sign.length;
    if (sign === '') return part;
    if (this.#at < end && /[*+?{]/.test(this.#peek())) throw new Refusal();
    if (part.isNullable) throw new Refusal();
    if (sign !== '?') this.#link(part.last, part.first);
    return { ...part, isNullable: /^(?:[*?]|\{0)/.test(sign) };
  }

  #readAtom(end: number): Part {
    const char = this.#take(end);
    if (char === '(') return this.#readGroup(end);
    if (char === '[') return this.#position(this.#readClass(end));
    if (char === '.') return this.#position(everything);
    if (char === '\\') return this.#position(this.#readEscape(end));
    if (/[*+?{}^$|)]/.test(char)) throw new Refusal();
    return this.#position(single(char));
  }

  #readGroup(end: number): Part {
    if (this.#peek() === '?') throw new Refusal();
    const part = this.#readAlternatives(end, false);
    if (this.#take(end) !== ')') throw new Refusal();
    return part;
  }

  #readClass(end: number): bigint {
    const isNegated = this.#peek() === '^';
    if (isNegated) this.#at++;
    let mask = 0n;
    for (let char = this.#take(end); char !== ']'; char = this.#take(end)) {
      if (char === '[') throw new Refusal();
      const low = char === '\\' ? this.#readEscape(end) : single(char);
      mask |= this.#isRange() ? this.#readRange(char, end) : low;
    }
    if (mask === 0n) throw new Refusal();
    return isNegated ? everything & ~mask : mask;
  }

  #isRange(): boolean {
    return this.#peek() === '-' && this.#text.charAt(this.#at + 1) !== ']';
  }

  #readRange(from: string, end: number): bigint {
    this.#at++;
    const to = this.#take(end);
    if (!/^[A-Za-z0-9]$/.test(from) || !/^[A-Za-z0-9]$/.test(to) || from > to) throw new Refusal();
    return maskOf(from, to);
  }

  #readEscape(end: number): bigint {
    const char = this.#take(end);
    const mask = Object.hasOwn(escapes, char) ? escapes[char] : undefined;
    if (mask !== undefined) return mask;
    if (/[A-Za-z0-9]/.test(char)) throw new Refusal();
    return single(char);
  }

  #position(mask: bigint): Part {
    const position = this.#masks.push(mask) - 1;
    this.#after.push(new Set());
    if (position >= mostPositions) throw new Refusal();
    return { first: [position], last: [position], isNullable: false };
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(end: number): string {
    if (this.#at >= end) throw new Refusal();
    return this.#text.charAt(this.#at++);
  }
}

function single(char: string): bigint {
  if (char.charCodeAt(0) > 127) throw new Refusal();
  return maskOf(char, char);
}
