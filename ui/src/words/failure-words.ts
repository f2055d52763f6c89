// The sentence for a failure of the desk.
import type { Failure } from '../desk/failure';
import type { Field } from '../desk/types';
import { characterInWords } from './characters';
import { isKey, language, say, type Params } from './words.svelte';

const MEGA = 1_000_000;

/** What to tell the operator about `failure`. */
export function failureInWords(failure: Failure): string {
  const { code, detail } = failure;
  if (code === 'name_missing' && (detail['field'] === 'site' || detail['field'] === 'supervisor')) {
    return say(`code.name_missing_${detail['field']}`);
  }
  if (code === 'bad_character') {
    const own = `code.bad_character_${detail['field'] ?? ''}`;
    return say(isKey(own) ? own : 'code.bad_character', paramsOf(failure));
  }
  const key = `code.${code}`;
  return say(isKey(key) ? key : 'code.internal', paramsOf(failure));
}

/** Why a save did not go through, as the end of "Not saved:". */
export function saveReasonInWords(failure: Failure): string {
  const key = `save.reason.${failure.code}`;
  return say(isKey(key) ? key : 'save.reason.other');
}

/** A field in the middle of a sentence. */
export function fieldInWords(field: Field | 'other'): string {
  return say(`field.${field}`);
}

function paramsOf({ code, detail }: Failure): Params {
  switch (code) {
    case 'photo_too_large':
      return { actual: mega(detail['actual_bytes']), limit: mega(detail['limit_bytes']) };
    case 'photo_too_many_pixels':
      return { actual: mega(detail['actual']), limit: mega(detail['limit']) };
    case 'not_complete': {
      const step = `step.${detail['step'] ?? 'person'}`;
      return { step: say(isKey(step) ? step : 'step.person') };
    }
    case 'bad_character':
      return { ...detail, name: characterInWords(String(detail['code_point'] ?? '')) };
    case 'printer': {
      const trouble = `trouble.${detail['trouble'] ?? 'other'}`;
      return { trouble: say(isKey(trouble) ? trouble : 'trouble.other') };
    }
    case 'glyph_missing':
    case 'does_not_fit': {
      const field = `field.${detail['field'] ?? 'other'}`;
      return { ...detail, field: say(isKey(field) ? field : 'field.other') };
    }
    default:
      return detail;
  }
}

function mega(count: string | number | undefined): string {
  const format = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
  return format.format(Number(count ?? 0) / MEGA);
}
