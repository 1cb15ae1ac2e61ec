/** Messages about extensions: known, in place, of the right kind. */
export const extensionMessages = {
  Extension_EXT_Context_Wrong: { code: 'structure', text: "The extension '{0}' is not allowed here: it is for {1}" },
  Profile_EXT_Not_Here: {
    code: 'structure',
    text: "The extension '{0}' is not allowed here, because its context invariant does not hold: {1}",
  },
  Extension_EXT_Modifier_Y: {
    code: 'structure',
    text: "The extension '{0}' does not modify, so it must be an extension, not a modifierExtension",
  },
  Extension_EXT_Modifier_N: {
    code: 'structure',
    text: "The extension '{0}' modifies what it stands in, so it must be a modifierExtension",
  },
  Extension_EXT_SubExtension_Invalid: { code: 'invalid', text: "The extension '{1}' defines no part '{0}'" },
  EXT_VER_URL_NOT_ALLOWED: { code: 'business-rule', text: "The url of an extension must not have a version: '{0}'" },
  Extension_EXT_Version_Invalid: {
    code: 'invalid',
    text: "'{0}' names the version '{1}', which is no version of FHIR that extensions can carry elements of",
  },
  Extension_EXT_Version_InvalidId: {
    code: 'invalid',
    text: "'{0}' names the element '{1}', which FHIR {2} does not have",
  },
} as const;
