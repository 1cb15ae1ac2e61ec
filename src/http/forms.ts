/** What clients say of an answer's form, read once for each way of saying it: most send the same few headers. */
import { chooseCoding } from './encode-body.ts';
import { negotiate } from './negotiate.ts';
import type { Representation, ServedVersions, Wish } from './negotiate.ts';
import { readPreferences } from './prefer.ts';
import type { Preferences } from './prefer.ts';

export interface Forms {
  /** See `negotiate.ts`. */
  readonly negotiate: (wish: Wish) => Representation;
  readonly codingFor: (acceptEncoding: string | undefined) => string | undefined;
  readonly preferencesOf: (prefer: string | undefined) => Preferences;
}

const none: Preferences = { isStrict: false, applied: [] };
const unstated: Wish = { format: null, accept: undefined };

/** The reader of one base URL. */
export function createForms(served: ServedVersions): Forms {
  const byAccept = remember((accept: string) => negotiate(served, { format: null, accept }));
  const codings = remember(chooseCoding);
  const preferences = remember(readPreferences);
  const plain = negotiate(served, unstated);
  return {
    negotiate: ({ format, accept }) => {
      if (format !== null) return negotiate(served, { format, accept });
      return accept === undefined ? plain : byAccept(accept);
    },
    codingFor: text => (text === undefined ? undefined : codings(text)),
    preferencesOf: text => (text === undefined ? none : preferences(text)),
  };
}

/** Clients choose the texts, so the number that is kept is bounded, and so is their length. */
const maxKept = 200;
const maxLength = 500;

function remember<Value>(read: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return text => {
    if (kept.has(text)) return kept.get(text) as Value;
    const value = read(text);
    if (kept.size >= maxKept) kept.clear();
    if (text.length <= maxLength) kept.set(text, value);
    return value;
  };
}
