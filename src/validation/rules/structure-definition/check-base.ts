/** The definition and its base (https://hl7.org/fhir/structuredefinition.html#derivation). */
import { findDefinition } from './authoring.ts';
import type { Authoring } from './authoring.ts';

export function checkBase(authoring: Authoring): void {
  const { node, context, isExperimental } = authoring;
  const url = node.text('baseDefinition');
  if (url === undefined) return;
  const base = findDefinition(authoring, url);
  if (base === undefined) {
    context.report('UNABLE_TO_FIND_BASE__FOR_', { node, args: [url] });
    return;
  }
  if (node.text('derivation') === undefined) context.report('SD_MUST_HAVE_DERIVATION', { node });
  else checkKindAndType(authoring, base);
  if (base['experimental'] === true && !isExperimental) context.report('SD_BASE_EXPERIMENTAL', { node, args: [url] });
}

function checkKindAndType({ node, context, isConstraint }: Authoring, base: Readonly<Record<string, unknown>>): void {
  const [kind, type] = ['kind', 'type'].map(name => node.text(name) ?? '');
  const [baseKind, baseType] = [String(base['kind']), String(base['type'])];
  const mayDiffer = base['abstract'] === true && !isConstraint;
  if (kind !== baseKind && !mayDiffer)
    context.report('SD_CONSTRAINED_KIND_NO_MATCH', { node, args: [kind ?? '', baseKind, baseType] });
  if (isConstraint && type !== baseType)
    context.report('SD_CONSTRAINED_TYPE_NO_MATCH', { node, args: [type ?? '', baseType] });
  if (!isConstraint && type === baseType) context.report('SD_SPECIALIZED_TYPE_MATCHES', { node, args: [type] });
}
