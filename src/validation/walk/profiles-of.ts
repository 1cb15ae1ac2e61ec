/** The profiles that a resource is held against beside its type: those it names, and what they impose. */
import type { ProfilePlan } from '../plans/plan-store.ts';
import type { ValidationNode } from '../validation-node.ts';
import { vitalSignProfiles } from './vital-signs.ts';
import type { WalkState } from './walk-state.ts';

const imposeUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile';
const compliesUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-compliesWithProfile';

/** The plans given, those of `meta.profile`, and those that any of them imposes; each once. */
export function profilesOf(
  state: WalkState,
  node: ValidationNode,
  given: readonly ProfilePlan[],
): readonly ProfilePlan[] {
  const all = new Set<ProfilePlan>(given);
  if (!state.isProbe) {
    for (const profile of namedProfiles(state, node)) all.add(profile);
    for (const url of vitalSignProfiles(node)) addKnown(all, state.plans.findProfile(url));
  }
  for (const profile of all) {
    if (!profile.isProfile) continue;
    for (const url of imposedBy(profile)) {
      const imposed = state.plans.findProfile(url);
      if (imposed !== undefined && fits(imposed, node)) all.add(imposed);
    }
  }
  return [...all];
}

function addKnown(all: Set<ProfilePlan>, profile: ProfilePlan | undefined): void {
  if (profile !== undefined) all.add(profile);
}

function namedProfiles(state: WalkState, node: ValidationNode): readonly ProfilePlan[] {
  const meta = node.child('meta', 'Meta');
  if (meta === undefined || !('profile' in meta.tree)) return [];
  return meta.children('profile', 'canonical').flatMap(named => {
    const { value } = named;
    if (typeof value !== 'string') return [];
    const profile = state.plans.findProfile(value);
    const reason = state.plans.failureOf(value);
    if (profile === undefined && reason !== undefined) {
      state.report('VALIDATION_VAL_PROFILE_BROKEN', { node: named, args: [value, reason] });
    } else if (profile === undefined) {
      state.report('VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY', { node: named, args: [value] });
    } else if (!fits(profile, node)) {
      state.report('Validation_VAL_Profile_WrongResource', { node: named, args: [value, profile.type, node.type] });
      return [];
    }
    return profile === undefined || profile.label === state.plans.findType(node.type)?.label ? [] : [profile];
  });
}

/** Whether the profile is one of the resource's type, or of a type above it. */
function fits({ type }: ProfilePlan, node: ValidationNode): boolean {
  return type === node.type || type === 'Resource' || type === 'DomainResource';
}

function imposedBy({ definition }: ProfilePlan): readonly string[] {
  const { extension } = definition;
  if (!Array.isArray(extension)) return [];
  return extension.flatMap((item: Readonly<Record<string, unknown>>) =>
    (item['url'] === imposeUrl || item['url'] === compliesUrl) && typeof item['valueCanonical'] === 'string'
      ? [item['valueCanonical']]
      : [],
  );
}
