/**
 * Matching of dates: a value is the stretch of time that its precision leaves open, and a prefix says how two
 * stretches must lie (https://hl7.org/fhir/search.html#date, #prefix).
 */
import { invalid } from '../../fhir/fhir-error.ts';
import type { Matcher } from './matcher.ts';

/** Milliseconds, the end excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const comparisons: Readonly<Record<string, (value: Stretch, wanted: Stretch) => boolean>> = {
  eq: (value, wanted) => value.start >= wanted.start && value.end <= wanted.end,
  ne: (value, wanted) => value.start < wanted.start || value.end > wanted.end,
  gt: (value, wanted) => value.end > wanted.end,
  lt: (value, wanted) => value.start < wanted.start,
  ge: (value, wanted) => value.end > wanted.end || (value.start >= wanted.start && value.end <= wanted.end),
  le: (value, wanted) => value.start < wanted.start || (value.start >= wanted.start && value.end <= wanted.end),
  sa: (value, wanted) => value.start >= wanted.end,
  eb: (value, wanted) => value.end <= wanted.start,
  ap: (value, wanted) => value.start < wanted.end + day && value.end > wanted.start - day,
};

/** `ap` leaves a day on either side: dates of publication are rarely known closer. */
const day = 24 * 60 * 60 * 1000;

/** Matches dates, instants and periods `start/end`; throws `invalid` for what is no date of FHIR. */
export function createDateMatcher(parameter: string, text: string): Matcher {
  const [, prefix = 'eq', date = ''] = /^([a-z]{2})?(.*)$/.exec(text) ?? [];
  const compare = Object.hasOwn(comparisons, prefix) ? comparisons[prefix] : undefined;
  const wanted = toStretch(date);
  if (compare === undefined || wanted === undefined) {
    throw invalid(
      `'${text}' is no date for the search parameter ${parameter}, such as 2024, ge2024-05 or lt2024-05-17.`,
    );
  }
  return value => {
    const stretch = valueStretch(value);
    return stretch !== undefined && compare(stretch, wanted);
  };
}

/** A period may lack an end on either side, which then lies open. */
function valueStretch(value: string): Stretch | undefined {
  const at = value.indexOf('/');
  if (at < 0) return toStretch(value);
  const [start, end] = [toStretch(value.slice(0, at)), toStretch(value.slice(at + 1))];
  return { start: start?.start ?? -Infinity, end: end?.end ?? Infinity };
}

const dateForm = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The time that a date of FHIR leaves open by its precision; undefined for what is none. Times without zone are UTC. */
export function toStretch(text: string): Stretch | undefined {
  const [found, year = '', month, dayOfMonth, time, seconds, fraction, zone] = dateForm.exec(text) ?? [];
  if (found === undefined) return undefined;
  const date = [year, month ?? '01', dayOfMonth ?? '01'].join('-');
  const start = isOfCalendar(date) ? Date.parse(`${date}T${timeOf(time, seconds, fraction, zone)}`) : NaN;
  return Number.isNaN(start) ? undefined : { start, end: endOf(start, { month, dayOfMonth, time, seconds, fraction }) };
}

function timeOf(time = '00:00', seconds = ':00', fraction = '', zone = 'Z'): string {
  return time + seconds + fraction + zone;
}

/** Date.parse takes 30 February for 1 March. */
function isOfCalendar(date: string): boolean {
  const parsed = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(date);
}

type Precision = Readonly<Record<'month' | 'dayOfMonth' | 'time' | 'seconds' | 'fraction', string | undefined>>;

function endOf(start: number, { month, dayOfMonth, time, seconds, fraction }: Precision): number {
  const date = new Date(start);
  if (month === undefined) return date.setUTCFullYear(date.getUTCFullYear() + 1);
  if (dayOfMonth === undefined) return date.setUTCMonth(date.getUTCMonth() + 1);
  if (time === undefined) return start + day;
  if (seconds === undefined) return start + 60_000;
  return start + (fraction === undefined ? 1000 : 1);
}
