/**
 * The syntax of a unit (https://ucum.org/ucum §§ 2 to 12): symbols with exponents, numbers, annotations, products and
 * quotients. Read in one pass, and nothing is guessed: `2mg` is not `2.mg`.
 */

/** A symbol such as `mg` or `[in_i]`, still with its prefix. */
export interface UnitSymbol {
  readonly kind: 'symbol';
  readonly symbol: string;
  readonly exponent: number;
}

export interface UnitNumber {
  readonly kind: 'number';
  readonly value: number;
}

/** An annotation alone stands for the unit 1. */
export interface UnitAnnotation {
  readonly kind: 'annotation';
}

export interface UnitProduct {
  readonly kind: 'product';
  readonly factors: readonly UnitFactor[];
}

export interface UnitFactor {
  readonly unit: UnitExpression;
  /** It stands after `/`. */
  readonly isDivisor: boolean;
}

export type UnitExpression = UnitSymbol | UnitNumber | UnitAnnotation | UnitProduct;

/** Most characters of a unit: parentheses nest as deep as there are characters. */
const maxLength = 500;
/** Most that an exponent may be, so that a value stays a number. */
const maxExponent = 99;

/** The parts of the unit; undefined where it breaks the syntax. */
export function parseUnit(text: string): UnitExpression | undefined {
  if (text.length > maxLength) return undefined;
  const parser = new UnitParser(text);
  const unit = parser.readProduct(true);
  return parser.isAtEnd ? unit : undefined;
}

/** Characters that end a symbol outside of its brackets. */
const terminal = /[\s"()+\-./={}\]]/;
const annotationText = /^[\x21-\x7a\x7c\x7e]*$/;

class UnitParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** A product may begin with `/`, but not in parentheses. */
  readProduct(isOutermost: boolean): UnitProduct | undefined {
    const factors: UnitFactor[] = [];
    let isDivisor = isOutermost && this.#take('/');
    for (;;) {
      const unit = this.#readComponent();
      if (unit === undefined) return undefined;
      factors.push({ unit, isDivisor });
      isDivisor = this.#peek() === '/';
      if (!this.#take('/') && !this.#take('.')) return { kind: 'product', factors };
    }
  }

  #readComponent(): UnitExpression | undefined {
    if (this.#peek() === '{') return this.#readAnnotation() ? { kind: 'annotation' } : undefined;
    const unit = this.#take('(') ? this.#readParenthesis() : this.#readSymbol();
    if (unit === undefined || this.#peek() !== '{') return unit;
    return this.#readAnnotation() ? unit : undefined;
  }

  #readParenthesis(): UnitExpression | undefined {
    const unit = this.readProduct(false);
    return this.#take(')') ? unit : undefined;
  }

  #readAnnotation(): boolean {
    const end = this.#text.indexOf('}', this.#at);
    const isSound = end > 0 && annotationText.test(this.#text.slice(this.#at + 1, end));
    if (isSound) this.#at = end + 1;
    return isSound;
  }

  #readSymbol(): UnitSymbol | UnitNumber | undefined {
    const run = this.#readRun();
    if (run === undefined) return undefined;
    if (/^\d+$/.test(run)) return numberOf(run);
    const sign = this.#take('-') ? -1 : this.#take('+') ? 1 : undefined;
    if (sign !== undefined) return symbolOf(run, sign, this.#readDigits());
    const digits = /(?<!\d)\d*$/.exec(run)?.[0] ?? '';
    return symbolOf(run.slice(0, run.length - digits.length), 1, digits === '' ? '1' : digits);
  }

  /** Characters up to the next terminal; what is in square brackets belongs to the symbol whatever it is. */
  #readRun(): string | undefined {
    const start = this.#at;
    for (let next = this.#peek(); next !== '' && !terminal.test(next); next = this.#peek()) {
      const end = next === '[' ? this.#text.indexOf(']', this.#at) : this.#at;
      if (end < 0) return undefined;
      this.#at = end + 1;
    }
    return this.#at === start ? undefined : this.#text.slice(start, this.#at);
  }

  #readDigits(): string {
    const start = this.#at;
    while (/\d/.test(this.#peek())) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(character: string): boolean {
    const isNext = this.#peek() === character;
    if (isNext) this.#at += 1;
    return isNext;
  }
}

/** UCUM's numbers are positive. */
function numberOf(digits: string): UnitNumber | undefined {
  const value = Number(digits);
  return value > 0 && Number.isSafeInteger(value) ? { kind: 'number', value } : undefined;
}

function symbolOf(symbol: string, sign: number, digits: string): UnitSymbol | undefined {
  const exponent = Number(digits);
  if (symbol === '' || digits === '' || exponent > maxExponent) return undefined;
  return { kind: 'symbol', symbol, exponent: sign * exponent };
}
