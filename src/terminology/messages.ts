/**
 * The one table of terminology messages, by HL7's message ids (Messages.properties of the FHIR core library, which the
 * conformance tests of https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/ quote literally). `{0}` … are filled by position.
 */
export const messages = {
  ABSTRACT_CODE_NOT_ALLOWED: "Code '{0}#{1}' is abstract, and not allowed in this context",
  CACHE_ID_UNKNOWN:
    "The cache '{0}' is not known to this server: it was never created here, or it has expired or been released. Caches are created with $cache-control?mode=start",
  CLOSURE_MUST_BE_REINITIALIZED: 'closure "{0}" must be reinitialized',
  CLOSURE_NAME_INVALID: 'invalid closure name "{0}"',
  CODESYSTEM_CS_NO_SUPPLEMENT: "CodeSystem {0} is a supplement, so can't be used as a value in Coding.system",
  CODE_CASE_DIFFERENCE:
    "The code '{0}' differs from the correct code '{1}' by case. Although the code system '{2}' is case insensitive, implementers are strongly encouraged to use the correct case anyway",
  CONCEPT_DEPRECATED_IN_VALUESET:
    "The presence of the concept '{1}' in the system '{0}' in the value set {3} is marked with a status of {2} and its use should be reviewed",
  Coding_has_no_system__cannot_validate:
    'Coding has no system. A code with no system has no defined meaning, and it cannot be validated. A system should be provided',
  Coding_has_no_code__cannot_validate: 'Coding has no code and cannot be validated',
  DEPRECATED_CONCEPT_FOUND: "The concept '{1}' is {0} and its use should be reviewed",
  Display_Name_for__should_be_one_of__instead_of_one:
    "Wrong Display Name '{4}' for {1}#{2}. Valid display is {3} (for the language(s) '{5}')",
  Display_Name_for__should_be_one_of__instead_of_other:
    "Wrong Display Name '{4}' for {1}#{2}. Valid display is one of {0} choices: {3} (for the language(s) '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_one:
    "Wrong whitespace in Display Name '{4}' for {1}#{2}. Valid display is {3} (for the language(s) '{5}')",
  Display_Name_WS_for__should_be_one_of__instead_of_other:
    "Wrong whitespace in Display Name '{4}' for {1}#{2}. Valid display is one of {0} choices: {3} (for the language(s) '{5}')",
  FILTER_NOT_UNDERSTOOD: 'The filter "{0} {1} {2}" from the value set {3} was not understood in the context of {4}',
  INACTIVE_CONCEPT_FOUND: "The concept '{1}' has a status of {0} and its use should be reviewed",
  INACTIVE_DISPLAY_FOUND:
    "'{0}' is no longer considered a correct display for code '{1}' (status = {3}). The correct display is one of {2}.",
  INVALID_DISPLAY_NAME: "Invalid displayLanguage: '{0}'",
  MSG_DEPRECATED: 'Reference to deprecated {1} {0}',
  MSG_DRAFT: 'Reference to draft {1} {0}',
  MSG_EXPERIMENTAL: 'Reference to experimental {1} {0}',
  MSG_RETIRED: 'Reference to retired {1} {0}',
  MSG_WITHDRAWN: 'Reference to withdrawn {1} {0}',
  NO_VALID_DISPLAY_AT_ALL: "Cannot validate the display '{0}' for {1}#{2}: the code has no displays",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR:
    "Wrong Display Name '{0}' for {1}#{2}. There are no valid display names found for language(s) '{3}'. Default display is '{4}'",
  NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK:
    "There are no valid display names found for the code {1}#{2} for language(s) '{3}'. The display is '{4}' which is a valid display for the default language",
  None_of_the_provided_codes_are_in_the_value_set_one: "The provided code {1} was not found in the value set '{0}'",
  STATUS_CODE_WARNING_CODE: "The concept '{1}' is valid but is {0}",
  TX_GENERAL_CC_ERROR_MESSAGE: "No valid coding was found for the value set '{0}'",
  Terminology_TX_System_Relative: 'Coding.system must be an absolute reference, not a local reference',
  Terminology_TX_System_ValueSet2: "The Coding references a value set, not a code system ('{0}')",
  UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE: 'The system {0} filter with property = {1}, op = {2} has no value',
  UNABLE_TO_INFER_CODESYSTEM: "The System URI could not be determined for the code '{0}' in the ValueSet '{1}'",
  UNKNOWN_CODESYSTEM: "A definition for CodeSystem '{0}' could not be found, so the code cannot be validated",
  UNKNOWN_CODESYSTEM_EXP: "A definition for CodeSystem '{0}' could not be found, so the value set cannot be expanded",
  UNKNOWN_CODESYSTEM_VERSION:
    "A definition for CodeSystem '{0}' version '{1}' could not be found, so the code cannot be validated. Valid versions: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP:
    "A definition for CodeSystem '{0}' version '{1}' could not be found, so the value set cannot be expanded. Valid versions: {2}",
  UNKNOWN_CODESYSTEM_VERSION_EXP_NONE:
    "A definition for CodeSystem '{0}' version '{1}' could not be found, so the value set cannot be expanded. No versions of this code system are known",
  UNKNOWN_CODESYSTEM_VERSION_NONE:
    "A definition for CodeSystem '{0}' version '{1}' could not be found, so the code cannot be validated. No versions of this code system are known",
  UNKNOWN_CODE_IN_FRAGMENT:
    "Unknown Code '{0}' in the CodeSystem '{1}' version '{2}' - note that the code system is labeled as a fragment, so the code may be valid in some other fragment",
  Unable_to_resolve_system__value_set_has_multiple_matches:
    "The System URI could not be determined for the code '{0}' in the ValueSet '{1}': value set expansion has multiple matches: [{2}]",
  Unable_to_resolve_value_Set_: "A definition for the value Set '{0}' could not be found",
  Unknown_Code_in: "Unknown code '{0}' in the CodeSystem '{1}'",
  Unknown_Code_in_Version: "Unknown code '{0}' in the CodeSystem '{1}' version '{2}'",
  VALUESET_CIRCULAR_REFERENCE: 'Found a circularity pointing to {0} processing ValueSet with pathway [{1}]',
  VALUESET_SUPPLEMENT_MISSING_one: 'Required supplement not found: {0}',
  VALUESET_SUPPLEMENT_MISSING_other: 'Required supplements not found: {0}',
  VALUESET_TOO_COSTLY: "The value set '{0}' expansion has too many codes to produce (>{1})",
  VALUESET_VALUE_MISMATCH:
    "The code system '{0}' version '{1}' in the ValueSet include is different to the one in the value ('{2}')",
  VALUESET_VALUE_MISMATCH_CHANGED:
    "The code system '{0}' version '{1}' resulting from the version '{2}' in the ValueSet include is different to the one in the value ('{3}')",
  VALUESET_VALUE_MISMATCH_DEFAULT:
    "The code system '{0}' version '{1}' for the versionless include in the ValueSet include is different to the one in the value ('{2}')",
  VALUESET_VERSION_CHECK:
    "The version '{0}' is not allowed for system '{1}': required to be '{2}' by a version-check parameter",
  VS_EXP_IMPORT_UNK: "Unable to find included value set '{0}'",
  VS_EXP_IMPORT_UNK_PINNED: "Unable to find included value set '{0}' version '{1}'",
} as const;

/** Key of a message in the table, plural forms spelled out (`…_one`, `…_other`). */
export type MessageKey = keyof typeof messages;

/** Stems that have a form for one thing and a form for several. */
export type PluralMessageId = {
  [Key in MessageKey]: Key extends `${infer Stem}_one` ? (`${Stem}_other` extends MessageKey ? Stem : never) : never;
}[MessageKey];

/** Messages in another language; what it lacks is told in English. */
export type Translation = Readonly<Partial<Record<MessageKey, string>>>;

/** The English text of a message with its arguments filled in. */
export function message(key: MessageKey, args: readonly string[] = []): string {
  return fillMessage(messages[key], args);
}

/** A text with its arguments, `{0}` to `{9}`, filled in. */
export function fillMessage(text: string, args: readonly string[]): string {
  let filled = '';
  let from = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const index = text.charCodeAt(at + 1) - zero;
    if (index < 0 || index > 9 || text[at + 2] !== '}') continue;
    filled += text.slice(from, at) + (args[index] ?? '');
    from = at + 3;
  }
  return filled + text.slice(from);
}

const zero = 0x30;

/** The key of the message's form for `count` things. */
export function pluralKey(id: PluralMessageId, count: number): MessageKey {
  return `${id}_${count === 1 ? 'one' : 'other'}`;
}

/** `a`, `a or b`, `a, b or c`: how the reference presents choices such as known versions. */
export function listWithOr(items: readonly string[]): string {
  const head = items.slice(0, -1);
  const last = items.at(-1) ?? '';
  return head.length === 0 ? last : `${head.join(', ')} or ${last}`;
}
