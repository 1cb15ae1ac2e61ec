/**
 * Forms of FHIRPath expressions that can prove a rule on the raw tree (https://hl7.org/fhirpath/). A form tells items
 * only where they are certainly those that the whole of FHIRPath would find; what it can't tell is undefined, and then
 * FHIRPath itself decides.
 */
export type Items = readonly unknown[];

export interface Surroundings {
  /** `%resource`. */
  readonly resource: unknown;
}

/** Items of the expression, `$this` being the focus; undefined where that is not certain. */
export type Run = (focus: Items, around: Surroundings) => Items | undefined;

/** What is known of items before there are any. */
export interface Kind {
  /** Path in the definitions; undefined where it hangs on the data. */
  readonly path: string | undefined;
  /** No dates, times, long integers or choices: texts compare as texts. */
  readonly isPlain: boolean;
}

export interface Form extends Kind {
  readonly run: Run;
  /** A verdict of an operator or a function, not an element's own boolean. */
  readonly isVerdict: boolean;
}

/** A node of the tree that FHIRPath's parser makes. */
export interface SyntaxNode {
  readonly type: string;
  readonly text?: string;
  readonly atRoot?: number;
  readonly children?: readonly SyntaxNode[];
}

export type CompileForm = (node: SyntaxNode | undefined, focus: Kind) => Form | undefined;

export const none: Items = Object.freeze([]);
const yes: Items = Object.freeze([true]);
const no: Items = Object.freeze([false]);

export function toVerdict(isTrue: boolean): Items {
  return isTrue ? yes : no;
}

/** A form of what an operator or a function makes: no element, and its texts are texts. */
export function made(run: Run, isVerdict = false): Form {
  return { run, path: undefined, isPlain: true, isVerdict };
}

/** Goes on from what a form tells. */
export function after(form: Form, step: (items: Items, focus: Items, around: Surroundings) => Items | undefined): Run {
  const { run } = form;
  return (focus, around) => {
    const items = run(focus, around);
    return items === undefined ? undefined : step(items, focus, around);
  };
}

/** The boolean that items mean: null where there is none, undefined where they are no single boolean. */
export function toBoolean(items: Items | undefined): boolean | null | undefined {
  if (items === undefined || items.length > 1) return undefined;
  if (items.length === 0) return null;
  return typeof items[0] === 'boolean' ? items[0] : undefined;
}
