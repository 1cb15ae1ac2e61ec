/** Messages about Bundles, their entries and links. */
export const bundleMessages = {
  Bundle_BUNDLE_Entry_NoFirst: { code: 'invalid', text: 'A bundle of type {0} must have a first entry' },
  Bundle_BUNDLE_Entry_NoFirstResource: {
    code: 'invalid',
    text: 'The first entry of a bundle of type {0} must have a resource',
  },
  Bundle_BUNDLE_Entry_Document: {
    code: 'invalid',
    text: 'The first resource of a document must be a Composition, not {0}',
  },
  Validation_BUNDLE_Message: {
    code: 'invalid',
    text: 'The first resource of a message must be a MessageHeader, not {0}',
  },
  BUNDLE_ENTRY_URL_ABSOLUTE: { code: 'invalid', text: "The fullUrl must be an absolute url, not '{0}'" },
  BUNDLE_ENTRY_URL_MATCHES_NO_ID: {
    code: 'invalid',
    text: "The fullUrl '{0}' looks like a REST address, so the resource must have an id",
  },
  BUNDLE_ENTRY_URL_MATCHES_TYPE_ID: {
    code: 'invalid',
    text: "The fullUrl '{0}' looks like a REST address, so it must end in {1}/{2}, the resource's type and id",
  },
  Bundle_BUNDLE_Entry_MismatchIdUrl: {
    code: 'invalid',
    text: "The canonical url '{0}' can't be the fullUrl, because it does not end in the id '{1}'",
  },
  Bundle_BUNDLE_Entry_FullUrl_Required: {
    code: 'invalid',
    text: 'Entries of a bundle of this type must have a fullUrl',
  },
  BUNDLE_LINK_SEARCH_PROHIBITED: {
    code: 'invalid',
    text: "The link relation '{0}' is for search results and histories, not for bundles of this type",
  },
  BUNDLE_LINK_SEARCH_NO_DUPLICATES: { code: 'invalid', text: "There may be only one link with the relation '{0}'" },
  BUNDLE_LINK_STYELSHEET_NOT_FOUND: { code: 'not-found', text: "The stylesheet '{0}' is no entry of the bundle" },
  BUNDLE_SEARCH_NOSELF: {
    severity: 'warning',
    code: 'invalid',
    text: "Search results should have a link with the relation 'self'",
  },
  BUNDLE_SEARCH_ENTRY_NO_RESOURCE: { code: 'invalid', text: 'Entries of search results must have resources' },
  BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID: { code: 'invalid', text: 'Resources in search results must have ids' },
  BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE: {
    code: 'invalid',
    text: "{0} can't match the search, which was for {1}",
  },
  BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE: {
    severity: 'warning',
    code: 'invalid',
    text: "{0} can't match the search, which was for {1}; say how it came here with search.mode",
  },
  BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME: {
    code: 'invalid',
    text: 'An entry with the search mode outcome must hold an OperationOutcome, not {0}',
  },
  BUNDLE_SEARCH_NO_MODE: {
    severity: 'warning',
    code: 'invalid',
    text: 'Entries of search results should have a search.mode',
  },
  Bundle_BUNDLE_Entry_NotFound: { code: 'not-found', text: "There is no entry for '{0}' in the bundle ({1})" },
  Bundle_BUNDLE_Entry_NotFound_APPARENT: {
    code: 'invalid',
    text: "There is no entry for '{0}' in the bundle ({1}): an entry has this type and id, but by its fullUrl ({2}) it is another resource",
  },
  BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE: { code: 'invalid', text: "{0} entries of the bundle match '{1}' ({2})" },
  BUNDLE_BUNDLE_ENTRY_NOTFOUND_FRAGMENT: {
    code: 'not-found',
    text: "The entry for '{0}' has no element with the id '{1}'",
  },
  BUNDLE_BUNDLE_ENTRY_FOUND_MULTIPLE_FRAGMENT: {
    code: 'invalid',
    text: "The entry for '{0}' has {2} elements with the id '{1}'",
  },
  Bundle_BUNDLE_Entry_Orphan_DOCUMENT: {
    code: 'informational',
    text: "No links lead from the Composition to the entry '{0}', forward or backward",
  },
  Bundle_BUNDLE_Entry_Orphan_MESSAGE: {
    severity: 'warning',
    code: 'informational',
    text: "No links lead from the MessageHeader to the entry '{0}', forward or backward",
  },
  DUPLICATE_ID: { code: 'invalid', text: "The id '{0}' is given to several elements of the resource" },
} as const;
