/** Search parameters of a CapabilityStatement have the type of their definition (https://hl7.org/fhir/capabilitystatement.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

/** Holds each search parameter against its definition, where that is known. */
export function checkCapabilityStatement(statement: ValidationNode, context: ValidationContext): void {
  for (const rest of statement.children('rest', 'CapabilityStatement.rest')) {
    const holders = [rest, ...rest.children('resource', 'CapabilityStatement.rest.resource')];
    for (const holder of holders) {
      for (const parameter of holder.children('searchParam', 'CapabilityStatement.rest.resource.searchParam')) {
        checkSearchParameter(parameter, context);
      }
    }
  }
}

function checkSearchParameter(node: ValidationNode, context: ValidationContext): void {
  const definition = node.text('definition');
  const type = node.text('type');
  if (definition === undefined || type === undefined) return;
  const defined = textIn(context.finder.describe('SearchParameter', definition) as Tree | undefined, 'type');
  if (defined !== undefined && defined !== type) {
    context.report('CapabalityStatement_CS_SP_WrongType', { node, args: [definition, defined, type] });
  }
}
