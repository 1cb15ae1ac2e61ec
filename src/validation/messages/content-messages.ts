/** Messages about the content of value sets, code systems and concept maps. */
export const contentMessages = {
  VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_0: {
    severity: 'warning',
    code: 'business-rule',
    text: "The system '{0}' ends in '|'",
  },
  VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1: {
    code: 'business-rule',
    text: "A version stands in the system after '|'; it belongs into the property version ('{0}')",
  },
  VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_2: {
    code: 'business-rule',
    text: "The version in the system after '|' ('{0}') is not that of the property version ('{1}')",
  },
  VALUESET_REFERENCE_UNKNOWN: {
    severity: 'warning',
    code: 'business-rule',
    text: "The value set '{0}' is not known here, so what it brings was not checked",
  },
  VALUESET_INCLUDE_SYSTEM_ABSOLUTE: { code: 'invalid', text: "The system '{0}' must be an absolute uri" },
  VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG: {
    code: 'invalid',
    text: "The system '{0}' must be an absolute uri; to use a contained code system, give its url here and point to it with the extension valueset-system",
  },
  VALUESET_INCLUDE_CS_NOT_CS: { code: 'invalid', text: "'{0}' is a {1}, not a CodeSystem" },
  VALUESET_INCLUDE_CS_NOT_FOUND: { code: 'invalid', text: "There is no contained code system '{0}'" },
  VALUESET_INCLUDE_CS_CONTENT: {
    severity: 'warning',
    code: 'invalid',
    text: "The code system '{0}' is of content '{1}', so not all of its codes are known here",
  },
  VALUESET_INCLUDE_CS_SUPPLEMENT: {
    code: 'invalid',
    text: "'{0}' is a supplement; include the code system that it supplements, {1}",
  },
  VALUESET_INCLUDE_WRONG_VS: { code: 'invalid', text: "'{0}' is the url of a value set, not of a code system" },
  VALUESET_INCLUDE_WRONG_CS_OID: {
    code: 'invalid',
    text: "The code system with the OID '{0}' has the url '{1}', which must be used",
  },
  VALUESET_INCLUDE_INVALID_CONCEPT_CODE: {
    code: 'business-rule',
    text: "The code '{1}' is not in the code system {0}. {2}",
  },
  VALUESET_NO_SYSTEM_WARNING: {
    severity: 'warning',
    code: 'business-rule',
    text: 'Concepts and filters need a system',
  },
  VALUESET_UNKNOWN_FILTER_PROPERTY: {
    severity: 'warning',
    code: 'invalid',
    text: "The code system {1} defines no property or filter '{0}'",
  },
  VALUESET_BAD_FILTER_OP: {
    code: 'invalid',
    text: "The operator '{0}' is not allowed for '{1}' of {3}; allowed are {2}",
  },
  VALUESET_BAD_FILTER_EXPR_OR_VALUE: { code: 'invalid', text: 'The filter needs a value' },
  VALUESET_BAD_FILTER_VALUE_BOOLEAN: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be true or false, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_CODE: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be a code without blanks at its ends, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_VALID_CODE: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be a code of {2}, and '{1}' is none. {3}",
  },
  VALUESET_BAD_FILTER_VALUE_DATETIME: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be a dateTime, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_DECIMAL: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be a decimal, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_INTEGER: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must be an integer, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_CODED: {
    code: 'invalid',
    text: "The value of a filter on '{0}' must have the form system(|version)#code, not '{1}'",
  },
  VALUESET_BAD_FILTER_VALUE_CODED_INVALID: {
    code: 'invalid',
    text: "The value '{1}' of a filter on '{0}' is no valid code. {2}",
  },
  VALUESET_BAD_FILTER_VALUE_INVALID: {
    code: 'invalid',
    text: "The value '{1}' of the filter on '{0}' is at fault: {2}",
  },
  VALUESET_BAD_FILTER_VALUE_VALID_REGEX: {
    code: 'invalid',
    text: "The value of the filter on '{0}' is no valid regular expression: '{1}'",
  },
  VALUESET_BAD_PROPERTY_NO_REGEX: {
    code: 'invalid',
    text: "A filter on '{0}' can't use a regular expression; use 'code'",
  },
  CODESYSTEM_CS_NO_VS_NOTCOMPLETE: {
    severity: 'information',
    code: 'business-rule',
    text: 'A code system that is not complete should name no value set of all its codes',
  },
  CodeSystem_CS_VS_Invalid: {
    code: 'business-rule',
    text: "The value set '{1}' of all codes must include the code system, and nothing else",
  },
  CodeSystem_CS_VS_WrongSystem: {
    code: 'business-rule',
    text: "The value set '{1}' of all codes includes the system '{2}' instead of '{0}'",
  },
  CodeSystem_CS_VS_IncludeDetails: {
    code: 'business-rule',
    text: "The value set '{1}' of all codes must include the code system without concepts, filters or value sets",
  },
  CODESYSTEM_CS_SUPP_NO_SUPP: { code: 'business-rule', text: 'A supplement must say which code system it supplements' },
  CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG: {
    code: 'business-rule',
    text: "A code system that supplements another must have the content 'supplement'",
  },
  CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL: {
    code: 'business-rule',
    text: "A supplement must not have the property '{0}': the code system that it supplements says it",
  },
  CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_MISSING: {
    code: 'business-rule',
    text: "A code system of content 'supplement' must have the property supplements",
  },
  CODESYSTEM_CS_SUPP_HIERARCHY_MEANING: {
    code: 'business-rule',
    text: "The hierarchyMeaning '{0}' is not that of the code system supplemented, '{1}'",
  },
  CODESYSTEM_CS_SUPP_INVALID_CODE: {
    code: 'business-rule',
    text: "The code '{1}' is not in the code system {0}, so it can't be supplemented",
  },
  CODESYSTEM_CS_SUPP_CANT_CHECK: {
    severity: 'warning',
    code: 'business-rule',
    text: "The code system '{0}' is not known here, so the supplement was not held against it",
  },
  CODESYSTEM_CS_COMPLETE_AND_EMPTY: {
    severity: 'warning',
    code: 'business-rule',
    text: 'The code system says that it is complete, and has no codes',
  },
  CODESYSTEM_CS_COUNT_COMPLETE_WRONG: {
    code: 'invalid',
    text: 'The complete code system has {0} concepts, and says that it has {1}',
  },
  CODESYSTEM_CS_COUNT_FRAGMENT_WRONG: {
    severity: 'warning',
    code: 'invalid',
    text: 'The part of a code system has {0} concepts, and says that the whole has {1}',
  },
  CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED: {
    code: 'invalid',
    text: "A code system of content 'not-present' must have no concepts",
  },
  CODESYSTEM_DUPLICATE_CODE: { code: 'business-rule', text: "The code '{0}' is defined more than once" },
  CODESYSTEM_PROPERTY_ABSOLUTE_URI: { code: 'business-rule', text: "The uri '{0}' of the property must be absolute" },
  CODESYSTEM_PROPERTY_DUPLICATE_URI: { code: 'business-rule', text: "The uri '{0}' stands for more than one property" },
  CODESYSTEM_PROPERTY_DUPLICATE_CODE: { code: 'business-rule', text: "The property '{0}' is declared more than once" },
  CODESYSTEM_PROPERTY_BAD_HL7_URI: { code: 'business-rule', text: "HL7 defines no concept property '{0}'" },
  CODESYSTEM_PROPERTY_URI_CODE_MISMATCH: {
    code: 'business-rule',
    text: "The uri '{0}' is that of the property '{1}', not of '{2}'",
  },
  CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH: {
    code: 'business-rule',
    text: "The property '{0}' has values of type {1}, not {2}",
  },
  CODESYSTEM_PROPERTY_UNDEFINED: {
    severity: 'warning',
    code: 'business-rule',
    text: "The property '{0}' is not declared by the code system",
  },
  CODESYSTEM_PROPERTY_NO_VALUE: { code: 'business-rule', text: "The property '{0}' has no value" },
  CODESYSTEM_PROPERTY_WRONG_TYPE: {
    code: 'business-rule',
    text: "The property '{0}' has a value of type {1}; it is declared as {2}",
  },
  CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE: {
    code: 'invalid',
    text: "The property '{1}' names the code '{0}', which the code system does not have",
  },
  CODESYSTEM_PROPERTY_BAD_PROPERTY_CODE: {
    code: 'invalid',
    text: "The code '{0}' of the property '{1}' is not in the value set {2}",
  },
  CONCEPTMAP_GROUP_SOURCE_MISSING: {
    severity: 'warning',
    code: 'required',
    text: 'The group has no source, so its codes were not checked',
  },
  CONCEPTMAP_GROUP_TARGET_MISSING: {
    severity: 'warning',
    code: 'required',
    text: 'The group has no target, so its codes were not checked',
  },
  CONCEPTMAP_GROUP_SOURCE_CODE_INVALID: { code: 'required', text: "The source code '{0}' is not in {1}" },
  CONCEPTMAP_GROUP_TARGET_CODE_INVALID: { code: 'required', text: "The target code '{0}' is not in {1}" },
  CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS: {
    severity: 'warning',
    code: 'required',
    text: "The source code '{0}' is not in the value set {1}, which the map starts from",
  },
  CONCEPTMAP_GROUP_TARGET_CODE_INVALID_VS: {
    severity: 'warning',
    code: 'required',
    text: "The target code '{0}' is not in the value set {1}, which the map leads to",
  },
  CONCEPTMAP_VS_NOT_A_VS: { code: 'invalid', text: "'{0}' is a {1}, not a ValueSet" },
  CONCEPTMAP_GROUP_TARGET_DUPLICATION: {
    severity: 'warning',
    code: 'business-rule',
    text: "The mapping from '{0}' to '{1}' stands twice",
  },
  CONCEPTMAP_GROUP_TARGET_PROPERTY_INVALID: {
    code: 'required',
    text: "The map declares no property or attribute '{0}'",
  },
  CONCEPTMAP_GROUP_TARGET_PROPERTY_TYPE_MISMATCH: {
    code: 'required',
    text: "The value is of type {0}; '{2}' is declared as {1}",
  },
  CONCEPTMAP_GROUP_TARGET_PROPERTY_TYPE_NO_SYSTEM: {
    code: 'required',
    text: 'A property of type code must say the system of its codes',
  },
  CONCEPTMAP_GROUP_TARGET_PROPERTY_CODE_INVALID: { code: 'required', text: "The code '{0}' is not in {1}" },
} as const;
