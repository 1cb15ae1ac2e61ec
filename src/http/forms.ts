/** What clients say of an answer's form, read once for each way of saying it: most send the same few headers. */
import { negotiate } from './negotiate.ts';
import type { Representation, ServedVersions, Wish } from './negotiate.ts';
import { readPreferences } from './prefer.ts';
import type { Preferences } from './prefer.ts';
import { remember } from './remember.ts';

export interface Forms {
  /** See `negotiate.ts`. */
  readonly negotiate: (wish: Wish) => Representation;
  readonly preferencesOf: (prefer: string | undefined) => Preferences;
}

const none: Preferences = { isStrict: false, applied: undefined };
const unstated: Wish = { format: null, accept: undefined };

/** The reader of one base URL. */
export function createForms(served: ServedVersions): Forms {
  const byAccept = remember((accept: string) => negotiate(served, { format: null, accept }));
  const preferences = remember(readPreferences);
  const plain = negotiate(served, unstated);
  return {
    negotiate: ({ format, accept }) => {
      if (format !== null) return negotiate(served, { format, accept });
      return accept === undefined ? plain : byAccept(accept);
    },
    preferencesOf: text => (text === undefined ? none : preferences(text)),
  };
}
