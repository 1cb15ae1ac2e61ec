/** What evaluating a condition can give: an answer, or why there is none, which must never pass for "no". */
export type ConditionResult =
  { readonly isTrue: boolean; readonly error?: undefined } | { readonly error: string; readonly isTrue?: undefined };

/** A named input of a condition: a resource, a Bundle of resources, a parameter's value; null where there is no data. */
export type InputValue = object | string | number | boolean | null;

/** Named inputs by the name that expressions use after `%`. */
export type Inputs = Readonly<Record<string, InputValue>>;
