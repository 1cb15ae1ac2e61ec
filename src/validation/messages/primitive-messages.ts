/** Messages about the values of primitive types. */
export const primitiveMessages = {
  Type_Specific_Checks_DT_Primitive_Length: { code: 'invalid', text: 'The value is empty; leave the element out' },
  Type_Specific_Checks_DT_Boolean_Value: { code: 'invalid', text: "'{0}' is no boolean: write true or false" },
  Type_Specific_Checks_DT_Primitive_Regex: { code: 'invalid', text: "'{0}' is no valid {1} (it must match {2})" },
  Type_Specific_Checks_DT_Date_Valid: { code: 'invalid', text: "'{0}' is no valid {1}: {2}" },
  Type_Specific_Checks_DT_Date_Year: { severity: 'warning', code: 'invalid', text: "The year of '{0}' is implausible" },
  Type_Specific_Checks_DT_Integer_Range: { code: 'invalid', text: '{0} is out of the range of {1} ({2} to {3})' },
  Type_Specific_Checks_DT_Decimal_Valid: {
    code: 'invalid',
    text: "'{0}' is no valid decimal (digits without leading zeros, a point with digits on both sides, an exponent)",
  },
  Type_Specific_Checks_DT_Decimal_Range: {
    severity: 'warning',
    code: 'value',
    text: "'{0}' has more digits than systems commonly keep (18, and 4 in the exponent)",
  },
  Type_Specific_Checks_DT_ID_Valid: { code: 'invalid', text: "'{0}' is no valid id: {1}" },
  Type_Specific_Checks_DT_Code_WS: {
    code: 'invalid',
    text: "The code '{0}' has blanks at its ends, or more than one between words",
  },
  Type_Specific_Checks_DT_String_Length: { code: 'invalid', text: 'The value is longer than 1 MB' },
  Type_Specific_Checks_DT_String_WS: { severity: 'warning', code: 'invalid', text: 'The value has blanks at its ends' },
  Type_Specific_Checks_DT_String_Blank: {
    severity: 'warning',
    code: 'invalid',
    text: 'The value has nothing but blanks',
  },
  Type_Specific_Checks_DT_Control: {
    code: 'invalid',
    text: 'The value holds a control character, which FHIR does not allow',
  },
  Type_Specific_Checks_DT_URI_WS: { code: 'invalid', text: "The uri '{0}' holds a blank" },
  Type_Specific_Checks_DT_URI_OID: {
    code: 'invalid',
    text: "'{0}' is a uri, so an OID in it must start with urn:oid:",
  },
  Type_Specific_Checks_DT_URI_UUID: {
    code: 'invalid',
    text: "'{0}' is a uri, so a UUID in it must start with urn:uuid:",
  },
  Type_Specific_Checks_DT_OID_Start: { code: 'invalid', text: "'{0}' must start with urn:oid:" },
  Type_Specific_Checks_DT_OID_Valid: { code: 'invalid', text: "'{0}' is no valid OID" },
  Type_Specific_Checks_DT_UUID_Strat: { code: 'invalid', text: "'{0}' must start with urn:uuid:" },
  Type_Specific_Checks_DT_UUID_Valid: {
    code: 'invalid',
    text: "'{0}' is no valid UUID; it has 8-4-4-4-12 hexadecimal digits in lower case",
  },
  TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_ERROR: { code: 'invalid', text: 'Base64 must not hold blanks' },
  TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_WARNING: {
    severity: 'warning',
    code: 'invalid',
    text: 'Base64 should not hold blanks',
  },
  Type_Specific_Checks_DT_Base64_Valid: { code: 'invalid', text: 'The value is no valid base64 ({0})' },
  Type_Specific_Checks_DT_Canonical_Ends_With_Bar: { code: 'invalid', text: "The canonical '{0}' must not end in '|'" },
  TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE: {
    code: 'invalid',
    text: "The canonical url '{0}' must be absolute; a reference may be a fragment of this resource instead",
  },
  TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL: {
    code: 'invalid',
    text: "The url '{0}' leads nowhere: no element of the resource has this id",
  },
  TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL_WARN: {
    severity: 'warning',
    code: 'invalid',
    text: "The url '{0}' leads nowhere: no element of the resource has this id",
  },
} as const;
