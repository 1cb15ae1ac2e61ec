/** What can be told of SNOMED CT's expression constraints without SNOMED CT (https://docs.snomed.org/snomed-ct-specifications/snomed-ct-expression-constraint-language). */

/** Terms, strings and filters say nothing of the structure. */
const content = /\|[^|]*\||"[^"]*"|\{\{.*?\}\}|\/\*.*?\*\//gs;
const tokens = /\d{6,18}|[<>!]=|<<!|>>!|<!|>!|<<|>>|!!>|!!<|[<>^*]|[A-Za-z]+|!=|[<>]=|[=:,.(){}[\]#!+-]|\d+/g;
const constraint = /^(?:<<!|>>!|<!|>!|<<|>>|!!>|!!<|[<>^])$/;
const concept = /^(?:\d{6,18}|\*)$/;

/** Why a text is no expression constraint; undefined where nothing speaks against it. */
export function faultOfEcl(text: string): string | undefined {
  const parts = text.replace(content, ' ').match(tokens) ?? [];
  return parts.length === 0 ? 'it is empty' : (faultOfSequence(parts) ?? faultOfBrackets(parts));
}

/** Between two concepts there is a conjunction, a comparison or a separator. */
function faultOfSequence(parts: readonly string[]): string | undefined {
  const at = parts.findIndex((part, index) => {
    const next = parts[index + 1] ?? '';
    return concept.test(part) && (concept.test(next) || constraint.test(next));
  });
  return at < 0 ? undefined : `'${parts[at + 1] ?? ''}' can't follow '${parts[at] ?? ''}'`;
}

function faultOfBrackets(parts: readonly string[]): string | undefined {
  let depth = 0;
  for (const part of parts) {
    depth += opening.has(part) ? 1 : closing.has(part) ? -1 : 0;
    if (depth < 0) return `'${part}' closes nothing`;
  }
  return depth > 0 ? 'a bracket is not closed' : undefined;
}

const opening: ReadonlySet<string> = new Set(['(', '{']);
const closing: ReadonlySet<string> = new Set([')', '}']);
