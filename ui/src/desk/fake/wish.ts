// What may be turned about the in-memory desk, and by whom.
import type { Advice, Door } from '../types';

/** What a test or a developer may turn. */
export type Wish = {
  door?: Door;
  operators?: string[];
  isJoined?: boolean;
  isDiskFull?: boolean;
  isOffline?: boolean;
  hasNotice?: boolean;
  hasWords?: boolean;
  advice?: Advice;
};

/** What the page's address asks for, such as `?fake=locked&offline`. */
export function wishOf(search: URLSearchParams): Wish {
  return {
    door: (search.get('fake') || 'open') as Door,
    isDiskFull: search.has('full'),
    isOffline: search.has('offline'),
    hasNotice: search.has('notice'),
    ...(search.has('advice') ? { advice: search.get('advice') as Advice } : {}),
    ...(search.has('alone') ? { isJoined: false } : {}),
  };
}
