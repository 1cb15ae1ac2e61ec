/** The parameters of `$validate`. */
import { policyRows } from './validate-policies.ts';

export const validateRows = [
  { name: 'resource', type: 'Resource', documentation: 'The resource to judge; the body itself may be it.' },
  {
    name: 'mode',
    type: 'code',
    documentation: 'create, update, delete or profile; without one the resource as it stands.',
  },
  {
    name: 'profile',
    type: 'canonical',
    max: '*',
    documentation: 'Profiles that it must conform to, beside those it names.',
  },
  {
    name: 'usageContext',
    type: 'UsageContext',
    max: '*',
    definedIn: ['R5'],
    documentation: 'The context that additional bindings are chosen by.',
  },
  {
    name: 'tx-resource',
    type: 'Resource',
    max: '*',
    definedIn: [],
    documentation: 'Profiles, value sets, code systems, questionnaires for this request alone.',
  },
  ...policyRows,
] as const;
