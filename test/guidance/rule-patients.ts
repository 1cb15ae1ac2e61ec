/** For each action of each safety rule: a patient whom it concerns, and one whom it does not though much is alike. */
import type { PatientSource } from './patients.ts';

const egfr = (value: number): NonNullable<PatientSource['labs']> => [['98979-8', value, 'mL/min/{1.73_m2}', 60, 120]];

/** By id of the action: [fires, does not fire]. */
export const rulePatients: Readonly<Record<string, readonly [PatientSource, PatientSource]>> = {
  'vitamin-k-antagonist-in-calciphylaxis': [
    { medications: ['rx:11289'], conditions: ['type:calciphylaxis-nonuraemic'] },
    { stopped: ['rx:11289'], conditions: ['type:calciphylaxis-nonuraemic'] },
  ],
  'vitamin-k-antagonist-with-ischaemic-skin': [
    { medications: ['rx:11289'], conditions: ['Retiform purpura'] },
    { medications: ['rx:11289'], conditions: ['Retiform purpura', 'type:calciphylaxis'] },
  ],
  'warfarin-for-calcinosis': [
    { draftFor: ['Warfarin sodium 1 mg oral tablet', 'icd:L94.2'] },
    { draftFor: ['Warfarin sodium 1 mg oral tablet', 'Atrial fibrillation'], conditions: ['icd:L94.2'] },
  ],
  'warfarin-without-reason-in-calcinosis': [
    { drafts: ['atc:B01AA03'], conditions: ['type:calcinosis-cutis'] },
    { medications: ['atc:B01AA03'], conditions: ['type:calcinosis-cutis'] },
  ],
  'minocycline-age': [
    { age: '11', drafts: ['rx:6980'] },
    { age: '12', drafts: ['rx:6980'] },
  ],
  'minocycline-under-13': [
    { age: '12', drafts: ['atc:J01AA08'] },
    { age: '13', drafts: ['atc:J01AA08'] },
  ],
  'minocycline-age-unknown': [
    { birthDate: '', drafts: ['rx:6980'] },
    { age: '40', drafts: ['rx:6980'] },
  ],
  'minocycline-pregnancy': [
    { medications: ['rx:6980'], conditions: ['own:pregnancy'] },
    { medications: ['rx:6980'], past: ['own:pregnancy'] },
  ],
  'minocycline-lupus-overlap': [
    { drafts: ['Minocycline 100 mg capsule'], conditions: ['sct:398049005'] },
    { drafts: ['Minocycline 100 mg capsule'], conditions: ['sct:89155008'] },
  ],
  'minocycline-renal-failure': [
    { medications: ['rx:6980'], conditions: ['icd:N18.6'] },
    { medications: ['rx:6980'], conditions: ['icd:N18.2'] },
  ],
  'minocycline-liver-disease': [
    { medications: ['rx:6980'], conditions: ['own:severe-liver-disease'] },
    { medications: ['rx:6851'], conditions: ['own:severe-liver-disease'] },
  ],
  'minocycline-myasthenia': [
    { medications: ['rx:6980'], conditions: ['Myasthenia gravis'] },
    { medications: ['rx:6980'], conditions: ['Migraine'] },
  ],
  'minocycline-retinoid': [
    { medications: ['rx:6980'], drafts: ['Isotretinoin 20 mg capsule'] },
    { stopped: ['rx:6980'], drafts: ['Isotretinoin 20 mg capsule'] },
  ],
  'ceftriaxone-neonate': [
    { age: '20d', drafts: ['rx:2193'] },
    { age: '40d', drafts: ['rx:2193'] },
  ],
  'ceftriaxone-age-unknown': [
    { birthDate: '', drafts: ['rx:2193'] },
    { birthDate: '', drafts: ['rx:6980'] },
  ],
  'ceftriaxone-intravenous-calcium': [
    { medications: ['rx:2193'], drafts: ['own:intravenous-calcium'] },
    { age: '20d', medications: ['rx:2193'], drafts: ['own:intravenous-calcium'] },
  ],
  'bisphosphonate-renal': [
    { drafts: ['rx:77655'], labs: egfr(34) },
    { drafts: ['rx:77655'], labs: egfr(35) },
  ],
  'other-bisphosphonate-renal': [
    { drafts: ['rx:11473'], labs: egfr(34) },
    { drafts: ['rx:77655'], labs: egfr(34) },
  ],
  'bisphosphonate-hypocalcaemia': [
    { drafts: ['rx:46041'], labs: [['17861-6', 7.9, 'mg/dL', 8.5, 10.5]] },
    {
      drafts: ['rx:46041'],
      labs: [
        ['17861-6', 7.9, 'mg/dL', 8.5, 10.5],
        ['17861-6', 9.1, 'mg/dL', 8.5, 10.5],
      ],
    },
  ],
  'bisphosphonate-pregnancy': [
    { medications: ['rx:11473'], conditions: ['Pregnancy'] },
    { medications: ['rx:11473'], conditions: ['Osteoporosis'] },
  ],
  'bisphosphonate-jaw': [
    { medications: ['rx:77655'], conditions: ['Planned dental extraction'] },
    { medications: ['rx:77655'] },
  ],
  'oral-bisphosphonate-oesophagus': [
    { drafts: ['rx:46041'], conditions: ['sct:89155008'] },
    { drafts: ['rx:11473'], conditions: ['sct:89155008'] },
  ],
  'methotrexate-pregnancy': [
    { referred: ['rx:6851'], conditions: ['own:breast-feeding'] },
    { referred: ['rx:6980'], conditions: ['own:breast-feeding'] },
  ],
  'methotrexate-renal-impairment': [
    { medications: ['rx:6851'], conditions: ['own:haemodialysis'] },
    { medications: ['rx:6851'], conditions: ['icd:N18.2'] },
  ],
  'methotrexate-liver-alcohol': [
    { medications: ['rx:6851'], conditions: ['Alcohol dependence'] },
    { medications: ['rx:6851'], past: ['Alcohol dependence'] },
  ],
  'methotrexate-blood-immunodeficiency': [
    { medications: ['rx:6851'], conditions: ['own:blood-dyscrasia'] },
    { medications: ['rx:6851'], conditions: ['own:pregnancy'] },
  ],
  'methotrexate-trimethoprim': [
    { medications: ['rx:6851'], drafts: ['Co-trimoxazole 480 mg tablet'] },
    { forbidden: ['rx:6851'], drafts: ['Co-trimoxazole 480 mg tablet'] },
  ],
  'methotrexate-probenecid': [
    { medications: ['rx:6851'], statements: ['rx:8698'] },
    { stopped: ['rx:6851'], statements: ['rx:8698'] },
  ],
  'methotrexate-daily': [
    { dosed: ['rx:6851', { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } }] },
    { dosed: ['rx:6851', { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } } }] },
  ],
  'diltiazem-low-pressure-bradycardia': [
    { drafts: ['rx:3443'], vitalSigns: [['8480-6', 88, 'mm[Hg]']] },
    {
      drafts: ['rx:3443'],
      vitalSigns: [
        ['8480-6', 88, 'mm[Hg]'],
        ['8480-6', 120, 'mm[Hg]'],
        ['8867-4', 70, '/min'],
      ],
    },
  ],
  'diltiazem-conduction-disease': [
    { drafts: ['rx:3443'], conditions: ['own:atrioventricular-block'] },
    { drafts: ['rx:6980'], conditions: ['own:atrioventricular-block'] },
  ],
  'diltiazem-left-ventricular-failure': [
    { drafts: ['rx:3443'], conditions: ['Congestive heart failure'] },
    { drafts: ['rx:3443'], conditions: ['Hypertension'] },
  ],
  'diltiazem-beta-blocker': [
    { drafts: ['rx:3443'], medications: ['Bisoprolol 5 mg tablet'] },
    { drafts: ['rx:3443'], stopped: ['Bisoprolol 5 mg tablet'] },
  ],
  'diltiazem-ivabradine-dantrolene': [
    { drafts: ['rx:3443'], medications: ['own:ivabradine'] },
    { stopped: ['rx:3443'], medications: ['own:ivabradine'] },
  ],
  'diltiazem-cyp3a4': [{ medications: ['rx:3443', 'atc:L04AD01'] }, { medications: ['rx:3443', 'rx:6851'] }],
  'colchicine-inhibitor-with-impairment': [
    { drafts: ['rx:2683'], medications: ['Clarithromycin 500 mg'], conditions: ['sct:709044004'] },
    { drafts: ['rx:2683'], medications: ['Clarithromycin 500 mg'], labs: egfr(90) },
  ],
  'colchicine-dialysis-renal-limit': [
    { drafts: ['rx:2683'], conditions: ['icd:Z99.2'] },
    { drafts: ['rx:2683'], labs: egfr(30) },
  ],
  'colchicine-ciclosporin': [
    { drafts: ['rx:2683'], medications: ['rx:3008'] },
    { drafts: ['rx:2683'], stopped: ['rx:3008'] },
  ],
  'colchicine-pregnancy': [
    { drafts: ['rx:2683'], conditions: ['own:pregnancy'] },
    { drafts: ['rx:2683'], past: ['own:pregnancy'] },
  ],
  'colchicine-moderate-inhibitor': [
    { drafts: ['rx:2683'], medications: ['rx:11170'] },
    { drafts: ['rx:2683'], medications: ['rx:17767'] },
  ],
  'colchicine-strong-inhibitor': [
    { drafts: ['rx:2683'], medications: ['Clarithromycin 500 mg'] },
    { drafts: ['rx:2683'], medications: ['Azithromycin 500 mg'] },
  ],
  'colchicine-statin': [
    { drafts: ['rx:2683'], medications: ['Atorvastatin 20 mg tablet'] },
    { drafts: ['rx:2683'], medications: ['Nystatin suspension'] },
  ],
  'infliximab-infection': [
    { drafts: ['rx:191831'], conditions: ['own:tuberculosis'] },
    { drafts: ['rx:327361'], conditions: ['own:tuberculosis'] },
  ],
  'infliximab-heart-failure': [
    { drafts: ['rx:191831'], conditions: ['own:heart-failure-nyha-iii-iv'] },
    { drafts: ['rx:121191'], conditions: ['own:heart-failure-nyha-iii-iv'] },
  ],
  'infliximab-screening': [{ drafts: ['Infliximab 100 mg powder'] }, { medications: ['Infliximab 100 mg powder'] }],
  'infliximab-hepatitis-b': [
    { drafts: ['atc:L04AB02'], conditions: ['own:hepatitis-b'] },
    { drafts: ['atc:L04AB02'], conditions: ['Hepatitis A'] },
  ],
  'infliximab-live-vaccine': [
    { medications: ['rx:191831'], drafts: ['own:live-vaccine'] },
    { stopped: ['rx:191831'], drafts: ['own:live-vaccine'] },
  ],
  'other-anti-tnf-infection-heart-failure': [
    { drafts: ['rx:327361'], conditions: ['own:tuberculosis'] },
    { drafts: ['rx:327361'], past: ['own:tuberculosis'] },
  ],
  'jak-inhibitor-infection': [
    { drafts: ['rx:1357536'], conditions: ['own:serious-infection'] },
    { drafts: ['rx:614391'], conditions: ['own:serious-infection'] },
  ],
  'jak-inhibitor-thrombosis-heart': [
    { drafts: ['rx:2047232'], conditions: ['Deep vein thrombosis of leg'] },
    { drafts: ['rx:2047232'], conditions: ['Varicose veins of leg'] },
  ],
  'jak-inhibitor-malignancy': [
    { drafts: ['rx:1357536'], conditions: ['cond:malignancy'] },
    { drafts: ['rx:1357536'], conditions: ['Malignant hypertension'] },
  ],
  'rituximab-infection-hepatitis-b': [
    { drafts: ['rx:121191'], conditions: ['own:hepatitis-b'] },
    { drafts: ['rx:6851'], conditions: ['own:hepatitis-b'] },
  ],
  'abatacept-infection': [
    { drafts: ['rx:614391'], conditions: ['comp:sepsis'] },
    { drafts: ['rx:614391'], conditions: ['comp:pain'] },
  ],
  'immunosuppressant-live-vaccine': [
    { medications: ['rx:121191'], drafts: ['Yellow fever vaccine'] },
    { medications: ['rx:121191'], drafts: ['Influenza vaccine, inactivated'] },
  ],
  'aluminium-hydroxide-kidney-disease': [
    { statements: ['rx:612'], labs: egfr(50) },
    { statements: ['rx:612'], labs: egfr(80) },
  ],
  'sodium-thiosulfate-sulfite': [
    { drafts: ['rx:36726'], allergies: ['own:sulfite-allergy'] },
    { drafts: ['rx:36726'], allergies: ['Penicillin'] },
  ],
  'sodium-thiosulfate-hypotension': [
    { drafts: ['rx:36726'], conditions: ['own:hypotension'] },
    { drafts: ['rx:36726'], vitalSigns: [['8480-6', 95, 'mm[Hg]']] },
  ],
  'sodium-thiosulfate-renal-impairment': [
    { drafts: ['Sodium thiosulfate 25% injection'], labs: egfr(20) },
    { drafts: ['Sodium thiosulfate 25% injection'], labs: egfr(95) },
  ],
  'sodium-thiosulfate-lupus-flare': [
    { drafts: ['rx:36726'], conditions: ['icd:M32.9'] },
    { drafts: ['rx:36726'], conditions: ['icd:M34.9'] },
  ],
  'antiphospholipid-syndrome-doac': [
    { drafts: ['Rivaroxaban 20 mg tablet'], conditions: ['icd:D68.61'] },
    { medications: ['rx:11289'], conditions: ['icd:D68.61'] },
  ],
  'procedure-with-digital-ischaemia': [
    { procedures: ['treat:surgical-excision'], conditions: ['own:critical-digital-ischaemia'] },
    { procedures: ['treat:parathyroidectomy'], conditions: ['own:critical-digital-ischaemia'] },
  ],
};

/** Rules whose source nobody has read: they fire only where the caller asks for them. */
export const reviewPatients: Readonly<Record<string, PatientSource>> = {
  'sodium-thiosulfate-acidosis-qt': { drafts: ['rx:36726'], conditions: ['Metabolic acidosis'] },
  'mycophenolate-pregnancy': { drafts: ['rx:68149'], conditions: ['own:pregnancy'] },
  'jak-inhibitor-pregnancy': { drafts: ['rx:1357536'], conditions: ['own:pregnancy'] },
  'bosentan-pregnancy': { drafts: ['rx:75207'], conditions: ['own:pregnancy'] },
  'cinacalcet-hypocalcaemia-qt': { drafts: ['rx:407990'], conditions: ['icd:E83.51'] },
  'immunoglobulin-thrombosis-renal': { drafts: ['rx:5666'], conditions: ['own:thrombosis'] },
  'vitamin-k-with-antagonist': { drafts: ['rx:8308'], medications: ['rx:11289'] },
  'tofacitinib-ciclosporin': { drafts: ['rx:1357536'], medications: ['rx:3008'] },
  'minocycline-warfarin': { drafts: ['rx:6980'], medications: ['rx:11289'] },
};
