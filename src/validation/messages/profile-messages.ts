/** Messages about profiles: cardinality, fixed values, patterns, slices, invariants. */
export const profileMessages = {
  Validation_VAL_Profile_Minimum: {
    code: 'structure',
    text: '{0} is required {1} time(s) at least, and is there {2} time(s)',
  },
  Validation_VAL_Profile_Maximum: {
    code: 'structure',
    text: '{0} is allowed {1} time(s) at most, and is there {2} time(s)',
  },
  Validation_VAL_Profile_NotAllowed: { code: 'structure', text: "'{0}' is not allowed here by the profile" },
  VALIDATION_CHOICE_TWICE: { code: 'structure', text: "Only one of the forms of '{0}' may be there" },
  Validation_VAL_Profile_WrongType: { code: 'structure', text: '{0} is of type {1}; the profile allows {2}' },
  Validation_VAL_Profile_NotSlice: {
    code: 'structure',
    text: '{0} matches none of the slices, and the slicing is closed',
  },
  VALIDATION_VAL_PROFILE_OPENATEND: {
    code: 'structure',
    text: '{0} matches none of the slices, so it must stand after those that do',
  },
  Validation_VAL_Profile_OutOfOrder: {
    code: 'structure',
    text: "{0} is of slice '{1}', which must stand before '{2}'",
  },
  Validation_VAL_Profile_MatchMultiple: { code: 'processing', text: '{0} matches several slices: {1}' },
  SLICING_CANNOT_BE_EVALUATED: {
    severity: 'warning',
    code: 'processing',
    text: "The slicing of {0} can't be evaluated: {1}",
  },
  Fixed_Type_Checks_DT: { code: 'value', text: '{0} must be exactly {1}, and is {2}' },
  Pattern_Check: { code: 'value', text: '{0} must agree with {1}, and is {2}' },
  Validation_VAL_Profile_Unknown: {
    code: 'not-found',
    text: "The profile '{0}' is not known here; load it, or send it as tx-resource",
  },
  VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY: {
    severity: 'warning',
    code: 'not-found',
    text: "The profile '{0}' is not known here, so the resource was not held against it",
  },
  VALIDATION_VAL_PROFILE_BROKEN: { code: 'processing', text: "The profile '{0}' can't be used: {1}" },
  Validation_VAL_Profile_WrongResource: { code: 'structure', text: "The profile '{0}' is for {1}, and this is {2}" },
  http___hl7_org_fhir_StructureDefinition_: { code: 'invariant', text: '{0}: {1}' },
  FHIRPATH_FAILED: { severity: 'warning', code: 'exception', text: "The rule {0} can't be evaluated: {1}" },
  FHIRPATH_BUDGET: {
    severity: 'warning',
    code: 'too-costly',
    text: 'The rules of this resource take too long; the rest was not evaluated',
  },
  MAX_LENGTH: { code: 'invalid', text: 'The value has {0} characters; {1} are allowed' },
  MIN_VALUE: { code: 'invalid', text: '{0} is less than the allowed minimum {1}' },
  MAX_VALUE: { code: 'invalid', text: '{0} is greater than the allowed maximum {1}' },
  MUST_HAVE_VALUE: { code: 'structure', text: 'The element must have a value: an extension alone is not enough' },
} as const;
