/**
 * Safety rules as plans of the kind event-condition-action. A rule whose source nobody has read has no trigger and is
 * shown only on request, so that it never alerts on its own; one that was marked high does, and says what it rests on.
 */
import type { ActionSource, ConditionTerm, PlanSource, RuleSource } from './guidance-source.ts';

const standing: Readonly<Record<RuleSource['confidence'], string>> = {
  verified: 'The source named was read.',
  secondary: 'Only secondary sources were read; the rule was marked high.',
  'recalled-high': 'Recalled: no product information was read; the rule was marked high.',
  recalled: 'Recalled, not read: a text for review, which never alerts on its own.',
};
const orderHooks = ['order-select', 'order-sign', 'patient-view'];

/** The plan of one rule. */
export function planOfRule(id: string, rule: RuleSource): PlanSource {
  const { title, confidence, jurisdiction, advice, hooks = orderHooks } = rule;
  const isForReview = confidence === 'recalled';
  return {
    id,
    title,
    description: `${advice} Jurisdiction: ${jurisdiction}. ${standing[confidence]}`,
    purpose: isForReview
      ? 'To keep a rule in view of reviewers until its source has been read.'
      : 'To warn a clinician, who confirms or overrides.',
    usage: isForReview
      ? 'For review. Shown only where the parameter showUnverifiedRules is true.'
      : 'An alert that a clinician confirms or overrides, with the reason. It decides nothing and changes nothing.',
    type: 'eca-rule',
    triggers: isForReview ? [] : hooks,
    actions: [
      mainAction(id, rule),
      ...(rule.also ?? []).map(action => ({ ...action, direction: rule.direction ?? 'against' })),
    ],
  };
}

function mainAction(id: string, rule: RuleSource): ActionSource {
  const { title, severity, advice, confidence, direction = 'against', quality, activity, sources } = rule;
  return {
    id,
    ...{ title, direction, sources },
    description: `${advice} ${standing[confidence]}`,
    priority: severity,
    when: conditionOf(rule),
    ...(quality !== undefined && { quality }),
    ...(activity !== undefined && { activity }),
  };
}

function conditionOf({ confidence, when }: RuleSource): ConditionTerm {
  return confidence === 'recalled' ? { all: [{ parameter: 'showUnverifiedRules' }, when] } : when;
}
