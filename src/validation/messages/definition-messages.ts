/** Messages about definitions: SearchParameter, Questionnaire, CapabilityStatement, OperationDefinition, Measure. */
export const definitionMessages = {
  CapabalityStatement_CS_SP_WrongType: { code: 'invalid', text: "The search parameter '{0}' is of type {1}, not {2}" },
  SEARCHPARAMETER_NOTFOUND: {
    severity: 'warning',
    code: 'business-rule',
    text: "The search parameter '{0}', which this one derives from, is not known here",
  },
  SEARCHPARAMETER_BASE_WRONG: {
    code: 'business-rule',
    text: '{1} is no base of the search parameter that this one derives from ({0})',
  },
  SEARCHPARAMETER_TYPE_WRONG: {
    code: 'business-rule',
    text: 'The type is {2}; that of the search parameter that this one derives from ({0}) is {1}',
  },
  SEARCHPARAMETER_EXP_WRONG: {
    severity: 'warning',
    code: 'business-rule',
    text: "The expression is not that of the search parameter that this one derives from ({0}): '{1}'",
  },
  SEARCHPARAMETER_MISSING_COMPONENTS: {
    code: 'business-rule',
    text: 'A composite search parameter needs two components at least',
  },
  ED_SEARCH_EXPRESSION_ERROR: { code: 'invalid', text: "The expression '{0}' is at fault: {1}" },
  Questionnaire_Q_EnableWhen_NoLink: { code: 'business-rule', text: 'The condition names no question' },
  Questionnaire_Q_EnableWhen_IsInner: {
    code: 'business-rule',
    text: "The condition depends on the question '{0}', which stands below the item itself",
  },
  Questionnaire_Q_EnableWhen_NoTarget: {
    code: 'business-rule',
    text: "The condition depends on the question '{0}', which there is not",
  },
  Questionnaire_Q_EnableWhen_Self: { code: 'business-rule', text: 'The condition depends on its own item' },
  Questionnaire_Q_EnableWhen_After: {
    severity: 'warning',
    code: 'business-rule',
    text: "The condition depends on the question '{0}', which comes later",
  },
  QUESTIONNAIRE_Q_UNKNOWN_DERIVATION: {
    severity: 'warning',
    code: 'business-rule',
    text: "The questionnaire '{0}', which this one derives from, is not known here",
  },
  QUESTIONNAIRE_Q_NO_DERIVATION_TYPE: {
    severity: 'warning',
    code: 'business-rule',
    text: "How this questionnaire derives from '{0}' is not said (extension questionnaire-derivationType)",
  },
  QUESTIONNAIRE_Q_ITEM_NOT_DERIVED: {
    code: 'not-found',
    text: "The questionnaire '{0}', which this one complies with, has no item with the linkId '{1}'",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' has the type '{2}', which can't become '{3}'",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REPEATS: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' does not repeat, so it can't repeat here",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REQUIRED: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' is required, so it must be required here",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_NC_MAXLENGTH: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' allows {2} characters, so it can't allow more here",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_MAXLENGTH: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' allows {2} characters; state a maxLength here too",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_NC_ANSWER_TYPE: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' gives its answers by {2}, so it can't give them by {3} here",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' has options, so it must have some here",
  },
  QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS_NEW: {
    code: 'business-rule',
    text: "The item '{1}' of '{0}' does not have this option",
  },
  MEASURE_M_NO_GROUPS: { severity: 'warning', code: 'required', text: 'A measure should have groups' },
  MEASURE_M_GROUP_CODE: {
    severity: 'warning',
    code: 'required',
    text: 'Where there are several groups, each should have a code',
  },
  MEASURE_M_GROUP_POP: { severity: 'warning', code: 'required', text: 'The group should have populations' },
  MEASURE_M_GROUP_POP_NO_CODE: {
    severity: 'warning',
    code: 'required',
    text: 'Where there are several populations, each should have a code',
  },
  MEASURE_M_GROUP_STRATA_NO_CODE: {
    severity: 'warning',
    code: 'required',
    text: 'Where there are several stratifiers, each should have a code',
  },
  MEASURE_M_LIB_UNKNOWN: { severity: 'warning', code: 'not-found', text: "The library '{0}' is not known here" },
  MEASURE_M_CRITERIA_CQL_NO_LIB: {
    code: 'invalid',
    text: 'The criteria are CQL, and the measure names no library that they could come from',
  },
  MEASURE_MR_M_NONE: {
    severity: 'information',
    code: 'required',
    text: 'The report names no measure, so it was not held against one',
  },
  MEASURE_MR_M_NOTFOUND: {
    severity: 'warning',
    code: 'required',
    text: "The measure '{0}' is not known here, so the report was not held against it",
  },
  MEASURE_MR_M_SCORING_UNK: {
    severity: 'information',
    code: 'business-rule',
    text: 'The scoring of the measure is not known, so scores were not checked',
  },
  MEASURE_MR_GRP_NO_CODE: {
    code: 'business-rule',
    text: 'Where there are several groups, each must have the code of a group of the measure',
  },
  MEASURE_MR_GRP_UNK_CODE: { code: 'business-rule', text: 'The measure has no group with this code' },
  MEASURE_MR_GRP_DUPL_CODE: { code: 'business-rule', text: 'The group of this code is reported more than once' },
  MEASURE_MR_GRP_MISSING_BY_CODE: { code: 'business-rule', text: "The measure's '{0}' is not reported" },
  MEASURE_MR_GRP_NO_USABLE_CODE: {
    code: 'business-rule',
    text: 'The code of the group has no coding with system and code',
  },
  MEASURE_MR_GRP_NO_WRONG_CODE: {
    code: 'business-rule',
    text: "The code of the group, '{0}', is not that of the measure's, '{1}'",
  },
  MEASURE_MR_GRP_POP_NO_CODE: {
    code: 'business-rule',
    text: 'A population or stratifier must have the code of one of the measure',
  },
  MEASURE_MR_GRP_POP_UNK_CODE: {
    code: 'business-rule',
    text: "The measure's group has no population or stratifier with this code",
  },
  MEASURE_MR_GRP_POP_DUPL_CODE: {
    code: 'business-rule',
    text: 'The population or stratifier of this code is reported more than once',
  },
  MEASURE_MR_GRP_POP_COUNT_MISMATCH: { code: 'business-rule', text: 'The count is {0}, and no subjects are listed' },
  MEASURE_MR_GRP_POP_NO_SUBJECTS: {
    code: 'business-rule',
    text: 'Subjects may be listed only in reports of type subject-list',
  },
  MEASURE_MR_GRP_POP_NO_COUNT: {
    severity: 'warning',
    code: 'business-rule',
    text: 'The population should have a count',
  },
  MEASURE_MR_SCORE_PROHIBITED_RT: { code: 'business-rule', text: 'A report of collected data must have no score' },
  MEASURE_MR_SCORE_PROHIBITED_MS: { code: 'business-rule', text: 'A measure scored as cohort has no score' },
  MEASURE_MR_SCORE_REQUIRED: { code: 'required', text: 'A measure scored as {0} needs a score' },
  MEASURE_MR_SCORE_VALUE_REQUIRED: { code: 'required', text: 'The score needs a value' },
  MEASURE_MR_SCORE_VALUE_INVALID_01: { code: 'required', text: 'The score of a proportion must be from 0 to 1' },
  MEASURE_MR_SCORE_UNIT_PROHIBITED: { code: 'business-rule', text: 'The score of a {0} has no unit' },
  MEASURE_MR_SCORE_UNIT_REQUIRED: {
    severity: 'warning',
    code: 'not-found',
    text: 'The score of a {0} should have a unit',
  },
  MEASURE_MR_SCORE_FIXED: { code: 'code-invalid', text: "The unit of the score must be '{0}'" },
} as const;
