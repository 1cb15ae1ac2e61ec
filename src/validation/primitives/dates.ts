/** Dates and times that exist (https://hl7.org/fhir/datatypes.html#dateTime). */
import type { PrimitiveFault } from './primitive-fault.ts';

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const dateTimePattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?$/;

/** A date of year, month or day precision. */
export function checkDate(value: string): PrimitiveFault | undefined {
  const match = datePattern.exec(value);
  if (match === null) return fault(value, 'date', 'write YYYY, YYYY-MM or YYYY-MM-DD');
  return existsFault(match, value, 'date');
}

/** A date, or a date and time with zone. */
export function checkDateTime(value: string): PrimitiveFault | undefined {
  const match = dateTimePattern.exec(value);
  if (match === null) return fault(value, 'dateTime', 'write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz');
  const found = existsFault(match, value, 'dateTime');
  if (found !== undefined || match[4] === undefined) return found;
  if (match[7] === undefined) return fault(value, 'dateTime', 'a time needs a time zone');
  if (match[6] === undefined) return fault(value, 'dateTime', 'a time needs seconds');
  return timeFault(match, value, 'dateTime');
}

/** A moment: to the second at least, with zone. */
export function checkInstant(value: string): PrimitiveFault | undefined {
  const match = dateTimePattern.exec(value);
  if (match?.[6] === undefined || match[7] === undefined) {
    return fault(value, 'instant', 'write YYYY-MM-DDThh:mm:ss.sss+zz:zz');
  }
  return existsFault(match, value, 'instant') ?? timeFault(match, value, 'instant');
}

/** A time of day, to the second. */
export function checkTime(value: string): PrimitiveFault | undefined {
  return timePattern.test(value) ? undefined : fault(value, 'time', 'write hh:mm:ss');
}

function existsFault(match: RegExpExecArray, value: string, type: string): PrimitiveFault | undefined {
  const year = Number(match[1]);
  const month = match[2] === undefined ? 1 : Number(match[2]);
  const day = match[3] === undefined ? 1 : Number(match[3]);
  if (year === 0) return fault(value, type, 'there is no year 0');
  if (month < 1 || month > 12) return fault(value, type, 'there is no such month');
  return day < 1 || day > daysOf(year, month) ? fault(value, type, 'there is no such day') : undefined;
}

function timeFault(match: RegExpExecArray, value: string, type: string): PrimitiveFault | undefined {
  const isTime = Number(match[4]) < 24 && Number(match[5]) < 60 && Number(match[6]) <= 60;
  if (!isTime) return fault(value, type, 'there is no such time');
  const [hours = 0, minutes = 0] = match[7] === 'Z' ? [] : (match[7] ?? '').slice(1).split(':').map(Number);
  return hours * 60 + minutes > 14 * 60 || minutes > 59 ? fault(value, type, 'there is no such time zone') : undefined;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function fault(value: string, type: string, reason: string): PrimitiveFault {
  return { messageId: 'Type_Specific_Checks_DT_Date_Valid', args: [value, type, reason] };
}
