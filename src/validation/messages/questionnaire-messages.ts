/** Messages about Questionnaires and the responses to them. */
export const questionnaireMessages = {
  Questionnaire_QR_Q_None: {
    severity: 'information',
    code: 'required',
    text: 'The response names no questionnaire, so it was not held against one',
  },
  Questionnaire_QR_Q_NotFound: {
    severity: 'warning',
    code: 'required',
    text: "The questionnaire '{0}' is not known here, so the response was not held against it",
  },
  QUESTIONNAIRE_QR_AUTHOR_END: {
    severity: 'warning',
    code: 'business-rule',
    text: 'The response was written at {0}, after the effective period of its questionnaire ended ({1})',
  },
  QUESTIONNAIRE_QR_AUTHOR_START: {
    severity: 'warning',
    code: 'business-rule',
    text: 'The response was written at {0}, before the effective period of its questionnaire began ({1})',
  },
  Questionnaire_QR_Item_NoLinkId: { code: 'required', text: 'An item has no linkId, so its question is unknown' },
  Questionnaire_QR_Item_NotFound: { code: 'not-found', text: "The questionnaire has no item with linkId '{0}'" },
  QUESTIONNAIRE_QR_ITEM_MISPLACED: {
    code: 'structure',
    text: "The item with linkId '{0}' stands in the wrong place: the questionnaire has it elsewhere",
  },
  Questionnaire_QR_Item_Order: {
    code: 'structure',
    text: "The item with linkId '{0}' stands out of the questionnaire's order",
  },
  Questionnaire_QR_Item_Missing: { code: 'required', text: "There is no answer for the required item '{0}'" },
  Questionnaire_QR_Item_NotEnabled2: {
    code: 'invalid',
    text: "The item '{0}' is answered, although its conditions (enableWhen) disable it",
  },
  Questionnaire_QR_Item_OnlyOneI: {
    code: 'invalid',
    text: "The item '{0}' does not repeat, so it may be here only once, not {1} times",
  },
  Questionnaire_QR_Item_OnlyOneA: {
    code: 'invalid',
    text: "The item '{0}' does not repeat, so it may have only one answer, not {1}",
  },
  QUESTIONNAIRE_QR_ITEM_MAX_OCCURS: { code: 'invalid', text: '{0} answers are allowed at most; there are {1}' },
  QUESTIONNAIRE_QR_ITEM_MIN_OCCURS: { code: 'invalid', text: '{0} answers are required at least; there are {1}' },
  Questionnaire_QR_Item_Text: { code: 'invalid', text: "The text of the item '{0}' is not that of the questionnaire" },
  Questionnaire_QR_Item_Group: {
    code: 'structure',
    text: "The item '{0}' is a group, so it may have items but no answers",
  },
  QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED: { code: 'invariant', text: "The group '{0}' is required, and has no items" },
  Questionnaire_QR_Item_GroupAnswer: {
    code: 'structure',
    text: "The item '{0}' is a question, so items below it belong into its answer",
  },
  Questionnaire_QR_Item_Display: { code: 'structure', text: "The item '{0}' is for display, so it may not have items" },
  QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE: {
    code: 'structure',
    text: "The item '{0}' is for display, so it may not have answers",
  },
  Questionnaire_QR_Item_NoType: { code: 'required', text: "The questionnaire gives the item '{0}' no type" },
  Questionnaire_QR_Item_WrongType: { code: 'invariant', text: 'The answer must be of type {0}, not {1}' },
  QUESTIONNAIRE_QR_ITEM_DATE_MIN: { code: 'invariant', text: '{0} is before the earliest that is allowed, {1}' },
  QUESTIONNAIRE_QR_ITEM_DATE_MAX: { code: 'invariant', text: '{0} is after the latest that is allowed, {1}' },
  QUESTIONNAIRE_QR_ITEM_TIME_MIN: { code: 'invariant', text: '{0} is before the earliest that is allowed, {1}' },
  QUESTIONNAIRE_QR_ITEM_TIME_MAX: { code: 'invariant', text: '{0} is after the latest that is allowed, {1}' },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_MIN: { code: 'invariant', text: '{0} is less than the allowed minimum {1}' },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX: { code: 'invariant', text: '{0} is greater than the allowed maximum {1}' },
  QUESTIONNAIRE_QR_ITEM_INTEGER_MIN: { code: 'invariant', text: '{0} is less than the allowed minimum {1}' },
  QUESTIONNAIRE_QR_ITEM_INTEGER_MAX: { code: 'invariant', text: '{0} is greater than the allowed maximum {1}' },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS: {
    code: 'invariant',
    text: '{0} has more decimal places than the {1} that are allowed',
  },
  QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN: {
    code: 'invariant',
    text: 'The quantity {0} is less than the allowed minimum {1}',
  },
  QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX: {
    code: 'invariant',
    text: 'The quantity {0} is greater than the allowed maximum {1}',
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN: {
    code: 'invariant',
    text: "The quantity {0} can't be held against the minimum {1}: the units are of different kinds",
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX: {
    code: 'invariant',
    text: "The quantity {0} can't be held against the maximum {1}: the units are of different kinds",
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN_UNITS: {
    code: 'invariant',
    text: "The quantity {0} can't be held against the minimum {1}: one of them has no coded unit",
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS: {
    code: 'invariant',
    text: "The quantity {0} can't be held against the maximum {1}: one of them has no coded unit",
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS: {
    code: 'invariant',
    text: 'The unit of the quantity {0} is none of those allowed: {1}',
  },
  QUESTIONNAIRE_QR_ITEM_DECIMAL_UNIT_FAIL_VS: {
    code: 'invariant',
    text: 'The unit of the quantity {0} is not in the value set {1}',
  },
  QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH: {
    code: 'invariant',
    text: 'The answer has {0} characters; {1} are required at least',
  },
  QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH: {
    code: 'invariant',
    text: 'The answer has {0} characters; {1} are allowed at most',
  },
  QUESTIONNAIRE_QR_ITEM_STRING_REGEX: { code: 'invariant', text: "'{0}' does not match the pattern '{1}'" },
  QUESTIONNAIRE_QR_ITEM_STRING_REGEX_EF: { code: 'invariant', text: "'{0}' is not of the form '{2}' (pattern '{1}')" },
  QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS: {
    severity: 'warning',
    code: 'invariant',
    text: 'The answer to a question of type string has a line break; questions of type text may have them',
  },
  QUESTIONNAIRE_QR_ITEM_NOT_ATTACHMENT_MIMETYPE: {
    code: 'required',
    text: 'The attachment needs a contentType, because the question restricts it',
  },
  QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE: {
    code: 'required',
    text: "The attachment's contentType '{0}' is none of those allowed: {1}",
  },
  QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH: {
    code: 'required',
    text: 'The attachment has {1} bytes; {0} are allowed',
  },
  QUESTIONNAIRE_QR_ITEM_REF_INVALID: {
    code: 'invariant',
    text: "The reference '{1}' is to {0}; the question allows {2}",
  },
  QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL: {
    code: 'invariant',
    text: "'{0}' in the reference '{1}' is no resource type",
  },
  Questionnaire_QR_Item_NoOptions: {
    severity: 'information',
    code: 'invariant',
    text: 'The question has no options, so the code was not checked',
  },
  Questionnaire_QR_Item_BadOption: {
    code: 'code-invalid',
    text: "The code '{1}' of '{0}' is not in the value set of the question's options, {2}. {3}",
  },
  QUESTIONNAIRE_QR_ITEM_BADOPTION_CS: {
    severity: 'warning',
    code: 'code-invalid',
    text: "The code '{1}' of '{0}' could not be looked up in the value set of the question's options, {2}",
  },
  Questionnaire_QR_Item_NoCoding: { code: 'invariant', text: "The code {0}#{1} is none of the question's options" },
  QUESTIONNAIRE_QR_ITEM_EXCLUSIVE: {
    code: 'invariant',
    text: 'The option {0} excludes all others, so it must be the only answer',
  },
  Questionnaire_QR_Item_NoDate: { code: 'invariant', text: "The date {0} is none of the question's options" },
  Questionnaire_QR_Item_NoTime: { code: 'invariant', text: "The time {0} is none of the question's options" },
  Questionnaire_QR_Item_NoInteger: { code: 'invariant', text: "The integer {0} is none of the question's options" },
  Questionnaire_QR_Item_NoString: { code: 'invariant', text: "The string '{0}' is none of the question's options" },
  QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING: {
    severity: 'warning',
    code: 'invariant',
    text: "The string '{0}' is an option of the question: give its code",
  },
} as const;
