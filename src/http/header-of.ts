/** One header of a request as text. */
import type { IncomingMessage } from 'node:http';

/** The header's value, by its name in lower case; undefined where it was not sent. */
export function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
