/** Verhoeff's check digit, the last of every SNOMED CT identifier (https://docs.snomed.org). */

const multiplication = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
] as const;
const permutation = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
] as const;

/** Whether the last of these digits is the check digit of the others. */
export function passesVerhoeff(digits: string): boolean {
  const check = [...digits].reverse().reduce((sum, digit, index) => {
    const permuted = permutation[index % 8]?.[Number(digit)] ?? '0';
    return multiplication[Number(sum)]?.[Number(permuted)] ?? '0';
  }, '0');
  return check === '0';
}
