/** Messages about coded values and their bindings. */
export const codeMessages = {
  Terminology_TX_NoValid_16: {
    code: 'code-invalid',
    text: "The code '{0}' is not in the value set {1}, which is required here",
  },
  Terminology_TX_NoValid_1_CC: {
    code: 'code-invalid',
    text: 'None of the codings is in the value set {0}, which is required here',
  },
  Terminology_TX_NoValid_2_CC: {
    severity: 'warning',
    code: 'code-invalid',
    text: 'None of the codings is in the value set {0}; take a code from it unless none fits',
  },
  Terminology_TX_NoValid_3_CC: {
    severity: 'information',
    code: 'code-invalid',
    text: 'None of the codings is in the value set {0}, which is recommended here',
  },
  Terminology_TX_NoValid_12: {
    code: 'code-invalid',
    text: 'The code {0} is not in the value set {1}, which is required here',
  },
  Terminology_TX_NoValid_13: {
    severity: 'warning',
    code: 'code-invalid',
    text: 'The code {0} is not in the value set {1}; take one from it unless none fits',
  },
  Terminology_TX_NoValid_14: {
    severity: 'information',
    code: 'code-invalid',
    text: 'The code {0} is not in the value set {1}, which is recommended here',
  },
  Terminology_TX_NoValid_MAX: {
    code: 'code-invalid',
    text: 'The codes must be from the value set {0} (the most that the binding allows)',
  },
  Terminology_TX_Code_ValueSet: {
    code: 'code-invalid',
    text: 'There is no code, and one from the value set {0} is required',
  },
  Terminology_TX_Code_ValueSet_Ext: {
    severity: 'warning',
    code: 'code-invalid',
    text: 'There is no code, and one from the value set {0} is expected',
  },
  TERMINOLOGY_TX_CODE: { code: 'code-invalid', text: '{0}' },
  Terminology_PassThrough_TX_Message: { code: 'code-invalid', text: '{0}' },
  Terminology_TX_Display_Wrong: { code: 'invalid', text: '{0}' },
  Terminology_TX_ValueSet_NotFound: {
    severity: 'warning',
    code: 'not-found',
    text: "The value set '{0}' can't be used here, so the code was not checked: {1}",
  },
  CODESYSTEM_CS_NO_SUPPLEMENT: {
    code: 'business-rule',
    text: "The code system '{0}' only supplements another one; name the one that it supplements",
  },
  Terminology_TX_System_Relative: { code: 'invalid', text: "The system '{0}' must be an absolute uri" },
  Terminology_TX_System_Invalid: {
    code: 'invalid',
    text: "The system '{0}' is the url of a value set, not of a code system",
  },
  Terminology_TX_System_Unknown: {
    severity: 'warning',
    code: 'not-found',
    text: "The code system '{0}' is not known here, so its code was not checked",
  },
} as const;
