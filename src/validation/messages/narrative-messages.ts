/** Messages about the XHTML of narratives. */
export const narrativeMessages = {
  Error_parsing_XHTML_: { code: 'invalid', text: 'The narrative is no well-formed XHTML: {0}' },
  XHTML_XHTML_ENTITY_INVALID: {
    code: 'invalid',
    text: "The entity '{0}' is not known in XHTML without a DTD; write the character itself, or its number",
  },
  XHTML_XHTML_NS_InValid: { code: 'invalid', text: "The namespace '{0}' must be '{1}'" },
  XHTML_XHTML_Name_Invalid: { code: 'invalid', text: 'A narrative must be a <div>, not a <{0}>' },
  XHTML_XHTML_Element_Illegal: { code: 'invalid', text: 'The element <{0}> is not allowed in a narrative' },
  XHTML_XHTML_Attribute_Illegal: {
    code: 'invalid',
    text: "The attribute '{0}' is not allowed on <{1}> in a narrative",
  },
  XHTML_XHTML_DOCTYPE_ILLEGAL: {
    code: 'invalid',
    text: 'A narrative must have no document type declaration and no processing instruction',
  },
  XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA: { code: 'invalid', text: 'A block <{0}> must not stand in a paragraph' },
  XHTML_XHTML_NO_CHILDREN: { code: 'structure', text: '<{0}> must be empty' },
  XHTML_XHTML_OUT_OF_PLACE: { code: 'structure', text: '<{0}> must stand in {1}, not in <{2}>' },
  XHTML_XHTML_ILLEGAL_CHILDREN: { code: 'structure', text: '<{0}> must not hold {1}' },
  XHTML_XHTML_DUPLICATE_IDS: {
    severity: 'warning',
    code: 'business-rule',
    text: "The id '{0}' stands more than once in the narrative",
  },
  XHTML_URL_INVALID: { code: 'invalid', text: "The url '{0}' can't be used in a narrative: {1}" },
  TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF: { code: 'invalid', text: "The link '{0}' names no place to go to" },
  TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF: {
    code: 'invalid',
    text: "The link '{0}' ('{1}') is of a scheme that no reader can follow",
  },
  Type_Specific_Checks_DT_XHTML_Resolve_Img: {
    code: 'invalid',
    text: "The source '{0}' of an image is nowhere in the resource",
  },
  TYPE_SPECIFIC_CHECKS_DT_XHTML_RESOLVE: {
    code: 'invalid',
    text: "The link '{0}' ('{1}') leads nowhere in the resource",
  },
} as const;
