/** Messages about definitions: SearchParameter, Questionnaire, CapabilityStatement, OperationDefinition, Measure. */
export const definitionMessages = {
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
} as const;
