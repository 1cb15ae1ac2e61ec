/** Messages about references. */
export const referenceMessages = {
  Reference_REF_CantResolve: {
    code: 'structure',
    text: "The reference '{0}' leads nowhere: there is no such resource here",
  },
  Reference_REF_WrongTarget: {
    code: 'structure',
    text: "The reference '{0}' has the type {1}; the types allowed are {2}",
  },
  Reference_REF_BadTargetType: { code: 'structure', text: "The reference '{0}' is to {1}; the types allowed are {2}" },
  Reference_REF_Aggregation: {
    code: 'structure',
    text: "The reference '{0}' is {1}, which is none of what is allowed here: {2}",
  },
  Reference_REF_CantMatchChoice: { code: 'structure', text: "What '{0}' refers to conforms to none of {1}" },
  REFERENCE_REF_INVALID_REF: { code: 'invalid', text: "The reference '{0}' holds a blank" },
  RESOURCE_DUPLICATE_CONTAINED_ID: { code: 'duplicate', text: "The id '{0}' is that of another contained resource" },
  Reference_REF_Format: {
    code: 'structure',
    text: "'{0}' is no valid reference: it is neither a url nor Type/id nor #id",
  },
  Bundle_BUNDLE_MultipleMatches: { code: 'structure', text: "Several entries of the bundle match '{0}'" },
  REFERENCE_NOT_FOUND: { code: 'not-found', text: "There is no resource for '{0}'" },
} as const;
