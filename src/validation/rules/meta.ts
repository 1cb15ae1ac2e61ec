/** Meta (https://hl7.org/fhir/resource.html#Meta): its security labels are a set. */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

/** Tells security labels that stand twice. */
export function checkMeta(meta: ValidationNode, context: ValidationContext): void {
  const seen = new Set<string>();
  for (const node of meta.children('security', 'Coding')) {
    const label = `${node.text('system') ?? ''}#${node.text('code') ?? ''}`;
    if (seen.has(label)) context.report('META_RES_SECURITY_DUPLICATE', { node, args: [label] });
    seen.add(label);
  }
}
