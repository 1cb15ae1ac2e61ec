/** Entries of a Bundle as its rules see them. */
import { ValidationNode } from '../../validation-node.ts';

export interface BundleEntry {
  readonly node: ValidationNode;
  readonly fullUrl: string | undefined;
  /** With its own type. */
  readonly resource: ValidationNode | undefined;
  readonly id: string | undefined;
}

/** The entries of a bundle, in their order. */
export function readEntries(bundle: ValidationNode): readonly BundleEntry[] {
  return bundle.children('entry', 'Bundle.entry').map(node => {
    const resource = resourceOf(node);
    return { node, fullUrl: node.text('fullUrl'), resource, id: resource?.text('id') };
  });
}

function resourceOf(entry: ValidationNode): ValidationNode | undefined {
  const found = entry.child('resource');
  const type = found?.text('resourceType');
  if (found === undefined || type === undefined) return undefined;
  return new ValidationNode(entry, { key: 'resource', index: found.index, value: found.value, type });
}

const restAddress = /^https?:\/\/.+\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** The resource type in an address that has the form of a REST server's. */
export function restTypeOf(url: string): string | undefined {
  return restAddress.exec(url)?.[1];
}
