/** Headers of a request as text. */
import type { IncomingMessage } from 'node:http';

/** The header's value, by its name in lower case; undefined where it was not sent. */
export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  return headerText(headers[name]);
}

/** A header's value as one text, where it was sent several times too. */
export function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
