// Whether a key event is somebody's press, or only what a keyboard makes of one.
//
// A held key repeats; a scanner may end with two line ends, CR and LF; an input method takes the
// keys that it composes with. None of these means anything: they are stopped here, before any
// handler and the browser's own answer, so that no handler needs to ask.

/** So soon after an Enter, with no key between, another one is the rest of a scan's end. */
const SCAN_END_MS = 300;
/** What browsers send for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether a key pressed in `target` is text for it. */
export function isTypingIn(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !['checkbox', 'radio', 'range', 'file', 'button', 'submit'].includes(target.type);
}

/** Whether an input method is at work with this key. */
function isComposed(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD;
}

/** Whether this key does something, instead of writing or moving within what has the focus. */
function acts(event: KeyboardEvent): boolean {
  if (event.altKey || event.key === 'Escape' || /^F\d+$/.test(event.key)) return true;
  if (event.key === 'Enter') return !(event.target instanceof HTMLTextAreaElement);
  return (event.key === ' ' || event.key === '?') && !isTypingIn(event.target);
}

/** Stops every key event that is no press, until the answered function is called. */
export function sieveKeys(): () => void {
  let last = { key: '', atMs: -Infinity };

  function isRestOfScan({ key, timeStamp }: KeyboardEvent): boolean {
    return key === 'Enter' && last.key === key && timeStamp - last.atMs < SCAN_END_MS;
  }

  function look(event: KeyboardEvent): void {
    // What the input method does with it is its own affair.
    if (isComposed(event)) return event.stopImmediatePropagation();
    const isPress = !event.repeat && !isRestOfScan(event);
    last = { key: event.key, atMs: event.timeStamp };
    if (isPress || !acts(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  document.addEventListener('keydown', look, true);
  return () => document.removeEventListener('keydown', look, true);
}
