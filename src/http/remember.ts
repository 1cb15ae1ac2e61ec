/** Readings of texts that most clients send alike, each made once. */

/** Clients choose the texts, so the number that is kept is bounded, and so is their length. */
const maxKept = 200;
const maxLength = 500;

/** The same function, which remembers what it gave; nothing where it threw. */
export function remember<Value extends object | string | undefined>(
  read: (text: string) => Value,
): (text: string) => Value {
  const kept = new Map<string, Value>();
  return text => {
    const known = kept.get(text);
    if (known !== undefined || kept.has(text)) return known as Value;
    const value = read(text);
    if (kept.size >= maxKept) kept.clear();
    if (text.length <= maxLength) kept.set(text, value);
    return value;
  };
}
