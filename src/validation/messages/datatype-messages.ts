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
  TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL: {
    code: 'structure',
    text: 'The data of the attachment holds blanks, so that strict readers of base64 refuse it',
  },
  TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_SYSTEM: {
    code: 'code-invalid',
    text: "The system of an identifier must be an absolute uri (http:, https:, urn: or ldap:), not '{0}'",
  },
  TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE: {
    code: 'code-invalid',
    text: "With the system urn:ietf:rfc:3986 the value must be a full uri that starts with a scheme, not '{0}'",
  },
  TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_1: {
    code: 'code-invalid',
    text: "With the system https://tools.ietf.org/html/rfc4122 the value must be a UUID, not '{0}'",
  },
  TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_2: {
    severity: 'warning',
    code: 'code-invalid',
    text: "A UUID should have the system urn:ietf:rfc:3986 and the value 'urn:uuid:{0}'",
  },
  TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_3: {
    severity: 'warning',
    code: 'code-invalid',
    text: "The value '{0}' is a uri, so its system should be urn:ietf:rfc:3986",
  },
  META_RES_SECURITY_DUPLICATE: {
    code: 'business-rule',
    text: "The security label '{0}' stands more than once; labels are a set",
  },
  TYPE_SPECIFIC_CHECKS_DT_ATT_NO_CONTENT: {
    severity: 'information',
    code: 'structure',
    text: 'Attachments have data or a url, or else should have a contentType or a language',
  },
} as const;
