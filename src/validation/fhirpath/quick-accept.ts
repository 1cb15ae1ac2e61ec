/**
 * Rules that hold for plain reasons, without FHIRPath: most invariants read `x.empty() or …`, and most elements lack x.
 * An expression is read into a little tree of and, or, implies over elements that are there or not; what it can't read
 * is unknown, and then proofs (proofs/) and FHIRPath decide. Unlike a proof it needs no more than the side that settles the
 * rule, so it takes rules of which the other side has functions that nothing here reads, such as `resolve()`.
 */

/** True or false where that is certain, undefined where it is not. */
export type Quick = (tree: Readonly<Record<string, unknown>>) => boolean | undefined;

const unknown: Quick = () => undefined;
const mostKept = 20_000;

/** Quick forms of expressions; each is made once. */
export class QuickForms {
  readonly #forms = new Map<string, Quick>();

  /** Whether the rule certainly holds of an object. */
  accepts(expression: string, tree: Readonly<Record<string, unknown>>): boolean {
    let form = this.#forms.get(expression);
    if (form === undefined) {
      if (this.#forms.size >= mostKept) this.#forms.clear();
      this.#forms.set(expression, (form = toQuick(expression)));
    }
    return form(tree) === true;
  }
}

/** Lowest precedence first; xor and the rest are left to FHIRPath. */
function toQuick(expression: string): Quick {
  const text = stripParentheses(expression.trim());
  if (splitTop(text, ' xor ').length > 1) return unknown;
  const implied = splitTop(text, ' implies ');
  if (implied.length > 2) return unknown;
  if (implied.length === 2) return implies(toQuick(implied[0] ?? ''), toQuick(implied[1] ?? ''));
  const options = splitTop(text, ' or ');
  if (options.length > 1) return anyOf(options.map(toQuick));
  const parts = splitTop(text, ' and ');
  return parts.length > 1 ? allOf(parts.map(toQuick)) : toTerm(text);
}

function implies(left: Quick, right: Quick): Quick {
  return tree => {
    const premise = left(tree);
    if (premise === false) return true;
    const conclusion = right(tree);
    return conclusion === true || premise === true ? conclusion : undefined;
  };
}

function anyOf(options: readonly Quick[]): Quick {
  return tree => {
    let isCertain = true;
    for (const option of options) {
      const value = option(tree);
      if (value === true) return true;
      isCertain &&= value === false;
    }
    return isCertain ? false : undefined;
  };
}

function allOf(parts: readonly Quick[]): Quick {
  return tree => {
    let isCertain = true;
    for (const part of parts) {
      const value = part(tree);
      if (value === false) return false;
      isCertain &&= value === true;
    }
    return isCertain ? true : undefined;
  };
}

const term = /^([a-z]\w*)\.(empty|exists)\(\)(\.not\(\))?$/;
const equality = /^([a-z]\w*)\s*(!?=)\s*'([^'\\]*)'$/;

function toTerm(text: string): Quick {
  const [, name, asked, negated] = term.exec(text) ?? [];
  if (name !== undefined) {
    const wanted = (asked === 'exists') === (negated === undefined);
    return tree => isThere(tree, name) === wanted;
  }
  const [, element, operator, literal] = equality.exec(text) ?? [];
  if (element === undefined) return unknown;
  return tree => {
    const value = tree[element];
    return typeof value === 'string' ? (value === literal) === (operator === '=') : undefined;
  };
}

/** By its own name, as a choice, or with nothing but extensions. */
function isThere(tree: Readonly<Record<string, unknown>>, name: string): boolean {
  if (tree[name] !== undefined || tree[`_${name}`] !== undefined) return true;
  for (const key in tree) if (key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))) return true;
  return false;
}

/** The parts between separators that stand in no parentheses and no quotes. */
function splitTop(text: string, separator: string): string[] {
  if (!text.includes(separator)) return [text];
  const parts: string[] = [];
  let from = 0;
  for (const at of topPlaces(text)) {
    if (at < from || !text.startsWith(separator, at)) continue;
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  return [...parts, text.slice(from)];
}

function* topPlaces(text: string): Generator<number> {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "'") at = endOfQuote(text, at);
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth === 0) yield at;
  }
}

function endOfQuote(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== "'") at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

/** Without parentheses around the whole. */
function stripParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  return isOneGroup(text) ? stripParentheses(text.slice(1, -1).trim()) : text;
}

/** Whether the first parenthesis is closed by the last. */
function isOneGroup(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "'") at = endOfQuote(text, at);
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at === text.length - 1;
  }
  return false;
}
