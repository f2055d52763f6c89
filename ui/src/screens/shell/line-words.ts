// How the line is, in words. Offline is normal and is said calmly.
import type { Line } from '../../desk/types';
import { spanInWords } from '../../words/format';
import { say, sayCount } from '../../words/words.svelte';

/** The sentence on the line, with what waits. */
export function lineInWords(line: Line): string {
  const stem = `line.${line.state}` as const;
  return line.waiting === 0 ? say(`${stem}.none`) : sayCount(stem, line.waiting);
}

/** The sentence on what the server set aside; none where there is nothing. */
export function quarantineInWords(line: Line): string | null {
  return line.quarantined > 0 ? sayCount('line.quarantined', line.quarantined) : null;
}

/** The sentence on a machine's clock that is wrong; none while it is near enough. */
export function clockInWords({ clock_ahead_ms }: Line): string | null {
  if (clock_ahead_ms === null) return null;
  const span = spanInWords(Math.abs(clock_ahead_ms) / 1000);
  return say(clock_ahead_ms > 0 ? 'line.clock_ahead' : 'line.clock_behind', { span });
}
