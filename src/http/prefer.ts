/** What a client prefers (https://hl7.org/fhir/http.html#ops, RFC 7240): `handling` and `return`. */
import { invalid } from '../fhir/fhir-error.ts';
import { parseMediaType } from './media-type.ts';

const returns = ['minimal', 'representation', 'OperationOutcome'];

export interface Preferences {
  /** Errors where something would otherwise be ignored. */
  readonly isStrict: boolean;
  /**
   * What was heeded, for `Preference-Applied`. `return` says what becomes of writes; there are none, so that every
   * answer is the representation that was asked for, and this says so.
   */
  readonly applied: string | undefined;
}

/** Reads a `Prefer` header; throws `invalid` for a value that nobody defines where handling is strict. */
export function readPreferences(prefer = ''): Preferences {
  const wishes = new Map(prefer.split(/[,;]/).flatMap(part => [...parseMediaType(`;${part}`).parameters]));
  const isStrict = wishes.get('handling')?.toLowerCase() === 'strict';
  const wanted = wishes.get('return');
  if (isStrict && wanted !== undefined && !returns.includes(wanted)) {
    throw invalid(`Prefer: return must be one of ${returns.join(', ')}, not '${wanted.slice(0, 40)}'`);
  }
  const applied = [
    ...(isStrict ? ['handling=strict'] : []),
    ...(wanted === undefined ? [] : ['return=representation']),
  ];
  return { isStrict, applied: applied.length === 0 ? undefined : applied.join(', ') };
}
