/** Messages about data types beside their definitions: attachments, codings, identifiers, narratives, markdown. */
export const datatypeMessages = {
  TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT: {
    code: 'structure',
    text: 'The attachment says that it has {0} bytes, and its data has {1}',
  },
  TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_INVALID: {
    code: 'structure',
    text: "The hash of the attachment does not fit its data (stated '{0}', SHA-1 of the data is '{1}')",
  },
  TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT: {
    severity: 'information',
    code: 'structure',
    text: 'Attachments have data or a url, or else should have a contentType or a language',
  },
} as const;
