/** Functions on forms (https://hl7.org/fhirpath/#functions). */
import { after, made, none, toBoolean, toVerdict } from './form.ts';
import type { CompileForm, Form, Items, Kind, SyntaxNode } from './form.ts';
import { linearPattern } from './linear-pattern.ts';
import { childrenOf, descendantsOf } from './navigation.ts';
import { isInteger, isText } from './operators.ts';

export interface Call {
  readonly name: string;
  readonly input: Form;
  readonly args: readonly SyntaxNode[];
  /** `$this` where the call stands. */
  readonly focus: Kind;
  readonly compile: CompileForm;
}

type MakeForm = (call: Call) => Form | undefined;
type Step = (items: Items) => Items | undefined;

/** A call of a function; undefined where it is left to FHIRPath. */
export function functionForm(call: Call): Form | undefined {
  const arity = `${call.name}/${call.args.length}`;
  return Object.hasOwn(functions, arity) ? functions[arity]?.(call) : undefined;
}

/** A function of the items alone, to a verdict. */
function asks(step: Step): MakeForm {
  return ({ input }) => made(after(input, step), true);
}

/** Some of the items. */
function picks(step: Step): MakeForm {
  return ({ input }) => ({ ...input, run: after(input, step), isVerdict: false });
}

/** A function of one text and a text that the argument tells. */
function asksText(apply: (text: string, other: string) => boolean): MakeForm {
  return ({ input, args, focus, compile }) => {
    const other = compile(args[0], focus);
    if (other === undefined || !other.isPlain || !input.isPlain) return undefined;
    return made(
      after(input, (items, asked, around) => {
        const others = other.run(asked, around);
        if (others === undefined || others.length > 1 || items.length > 1) return undefined;
        if (others.length === 0 || items.length === 0) return none;
        const [[text], [second]] = [items, others];
        return isText(text) && isText(second) ? toVerdict(apply(text, second)) : undefined;
      }),
      true,
    );
  };
}

const functions: Readonly<Record<string, MakeForm | undefined>> = {
  'empty/0': asks(items => toVerdict(items.length === 0)),
  'exists/0': asks(items => toVerdict(items.length > 0)),
  'exists/1': call => {
    const found = where(call);
    return (
      found &&
      made(
        after(found, items => toVerdict(items.length > 0)),
        true,
      )
    );
  },
  'not/0': asks(items => {
    const verdict = toBoolean(items);
    return verdict === null ? none : verdict === undefined ? undefined : toVerdict(!verdict);
  }),
  'all/1': all,
  'where/1': where,
  'select/1': select,
  'count/0': ({ input }) => made(after(input, items => [items.length])),
  'isDistinct/0': ({ input }) => {
    if (!input.isPlain) return undefined;
    return made(
      after(input, items => (items.every(isText) ? toVerdict(new Set(items).size === items.length) : undefined)),
      true,
    );
  },
  'hasValue/0': asks(items => {
    if (items.length !== 1) return toVerdict(false);
    return typeof items[0] === 'object' ? undefined : toVerdict(true);
  }),
  'first/0': picks(items => items.slice(0, 1)),
  'last/0': picks(items => items.slice(-1)),
  'tail/0': picks(items => items.slice(1)),
  'trace/1': ({ input }) => input,
  'combine/1': combine,
  'children/0': ({ input }) => ({ ...made(after(input, childrenOf)), isPlain: false }),
  'descendants/0': ({ input }) => ({ ...made(after(input, descendantsOf)), isPlain: false }),
  'startsWith/1': asksText((text, other) => text.startsWith(other)),
  'endsWith/1': asksText((text, other) => text.endsWith(other)),
  'contains/1': asksText((text, other) => text.includes(other)),
  'matches/1': matches,
  'length/0': ({ input }) =>
    input.isPlain
      ? made(after(input, ([text, more]) => (isText(text) && more === undefined ? [text.length] : undefined)))
      : undefined,
  'toInteger/0': ({ input }) => (input.isPlain ? made(after(input, toInteger)) : undefined),
  'iif/2': choose,
  'iif/3': choose,
};

/** The items of which the criterion holds; an element's own boolean would count as true even where it is false. */
function where({ input, args, compile }: Call): Form | undefined {
  const criterion = compile(args[0], input);
  if (criterion?.isVerdict !== true) return undefined;
  const run = after(input, (items, _, around) => {
    const kept: unknown[] = [];
    for (const item of items) {
      const verdict = toBoolean(criterion.run([item], around));
      if (verdict === undefined) return undefined;
      if (verdict === true) kept.push(item);
    }
    return kept;
  });
  return { ...input, run, isVerdict: false };
}

/** Items after the first of which the criterion does not hold are not looked at. */
function all({ input, args, compile }: Call): Form | undefined {
  const criterion = compile(args[0], input);
  if (criterion === undefined) return undefined;
  return made(
    after(input, (items, _, around) => {
      for (const item of items) {
        const verdict = toBoolean(criterion.run([item], around));
        if (verdict === undefined) return undefined;
        if (verdict !== true) return toVerdict(false);
      }
      return toVerdict(true);
    }),
    true,
  );
}

function select({ input, args, compile }: Call): Form | undefined {
  const made = compile(args[0], input);
  if (made === undefined) return undefined;
  const run = after(input, (items, _, around) => {
    const found: unknown[] = [];
    for (const item of items) {
      const some = made.run([item], around);
      if (some === undefined) return undefined;
      for (const one of some) found.push(one);
    }
    return found;
  });
  return { ...made, run, isVerdict: false };
}

function combine({ input, args, focus, compile }: Call): Form | undefined {
  const other = compile(args[0], focus);
  if (other === undefined) return undefined;
  const run = after(input, (items, asked, around) => {
    const others = other.run(asked, around);
    return others && [...items, ...others];
  });
  return { ...made(run), isPlain: input.isPlain && other.isPlain };
}

/** A pattern that is written in the expression, and that can't take long. */
function matches({ input, args, compile, focus }: Call): Form | undefined {
  const pattern = compile(args[0], focus);
  const isConstant = args[0]?.children?.[0]?.type === 'LiteralTerm';
  const [text] = (isConstant && pattern?.run(none, { resource: undefined })) || none;
  const isMatch = isText(text) ? linearPattern(text) : undefined;
  if (isMatch === undefined || !input.isPlain) return undefined;
  return made(
    after(input, items => {
      const [item] = items;
      if (items.length === 0) return none;
      const verdict = items.length === 1 && isText(item) ? isMatch(item) : undefined;
      return verdict === undefined ? undefined : toVerdict(verdict);
    }),
    true,
  );
}

function toInteger(items: Items): Items | undefined {
  const [item] = items;
  if (items.length === 0) return none;
  if (items.length > 1) return undefined;
  if (isText(item) && !/^[+-]?\d+$/.test(item)) return none;
  const value = isText(item) ? Number(item) : item;
  return isInteger(value) ? [value] : undefined;
}

const nothing = made(() => none, true);

/** Criterion and branches have the input for their `$this`. */
function choose({ input, args, compile }: Call): Form | undefined {
  const [criterion, then, otherwise = args.length === 2 ? nothing : undefined] = args.map(arg => compile(arg, input));
  if (criterion === undefined || then === undefined || otherwise === undefined) return undefined;
  const run = after(input, (items, _, around) => {
    const verdict = toBoolean(criterion.run(items, around));
    return verdict === undefined ? undefined : (verdict === true ? then : otherwise).run(items, around);
  });
  return { ...made(run, then.isVerdict && otherwise.isVerdict), isPlain: then.isPlain && otherwise.isPlain };
}
