/** Text as it stands in XML (https://www.w3.org/TR/xml/): escaped, and without the characters that XML has no form for. */

// Everything but what production [2] Char allows; `u` takes surrogate pairs as one and single ones as faults.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu;
const inText: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const inAttribute: Readonly<Record<string, string>> = { ...inText, '"': '&quot;', '\t': '&#9;', '\n': '&#10;' };

/** Text between tags. */
export function escapeText(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>\r]/g, char => inText[char] ?? char);
}

/** ` name="value"`; blanks are escaped, because a reader would turn them into spaces. */
export function attribute(name: string, value: string): string {
  const escaped = value.replace(forbidden, '\uFFFD').replace(/[&<>"\t\n\r]/g, char => inAttribute[char] ?? char);
  return ` ${name}="${escaped}"`;
}
