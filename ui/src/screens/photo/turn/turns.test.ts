// A picture that was turned here and there is turned back the shortest way.
import { describe, expect, it } from 'vitest';
import { together } from './turns';

describe('turns', () => {
  it('are the fewest that do the same', () => {
    expect(together(['right', 'right', 'right'])).toEqual(['left']);
    expect(together(['left', 'left'])).toEqual(['right', 'right']);
    expect(together(['left', 'right', 'mirror', 'mirror'])).toEqual([]);
    expect(together(['right', 'mirror'])).toEqual(['mirror', 'left']);
    expect(together(['mirror', 'right'])).toEqual(['mirror', 'right']);
  });
});
