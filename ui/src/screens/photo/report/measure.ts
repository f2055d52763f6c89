// A measured value beside what was wanted, as people in the operator's language write numbers.
import type { Check, Finding } from '../../../desk/types';
import { language, say } from '../../../words/words.svelte';

type Unit = 'count' | 'percent' | 'degrees' | 'pixels' | 'number';

/** The unit of each check's value. */
const UNITS: Record<Check, Unit> = {
  faces: 'count',
  head_size: 'percent',
  place: 'percent',
  level: 'degrees',
  frontal: 'percent',
  sharpness: 'number',
  scene_light: 'percent',
  exposure: 'percent',
  clipping: 'percent',
  even_light: 'percent',
  background: 'percent',
  resolution: 'pixels',
};

/** What was measured and what was wanted, such as "measured 58%, wanted 60% to 75%". */
export function measureInWords(finding: Finding): string {
  const value = inUnit(finding.value, finding.check);
  const least = finding.min === null ? null : inUnit(finding.min, finding.check);
  const most = finding.max === null ? null : inUnit(finding.max, finding.check);
  if (least !== null && least === most) return say('photo.measured_exactly', { value, least });
  if (least !== null && most !== null) return say('photo.measured_range', { value, least, most });
  if (least !== null) return say('photo.measured_least', { value, least });
  if (most !== null) return say('photo.measured_most', { value, most });
  return say('photo.measured', { value });
}

function inUnit(value: number, check: Check): string {
  switch (UNITS[check]) {
    case 'count':
      return number(value, 0);
    case 'percent':
      return new Intl.NumberFormat(language(), {
        style: 'percent',
        maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0,
      }).format(value);
    case 'degrees':
      return `${number(value, 1)}°`;
    case 'pixels':
      return say('photo.pixels', { count: number(value, 0) });
    case 'number':
      return new Intl.NumberFormat(language(), { maximumSignificantDigits: 3 }).format(value);
  }
}

function number(value: number, digits: number): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}
