// Holds back what moves the page until a press of the pointer is over.
//
// Leaving a field may show or hide an error, and so move the very button that is being pressed.

/** Does `action` at once, or after the press that is going on. */
export type AfterPress = (action: () => void) => void;

/** Watches the pointer until `stop` is called. */
export function watchPresses(): { afterPress: AfterPress; stop: () => void } {
  const waiting: (() => void)[] = [];
  let isPressed = false;
  const down = () => (isPressed = true);
  const up = () => {
    isPressed = false;
    // The click itself follows the release.
    setTimeout(() => waiting.splice(0).forEach((action) => action()));
  };
  window.addEventListener('pointerdown', down, true);
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, up, true);
  return {
    afterPress: (action) => (isPressed ? void waiting.push(action) : action()),
    stop: () => {
      window.removeEventListener('pointerdown', down, true);
      for (const end of ['pointerup', 'pointercancel']) window.removeEventListener(end, up, true);
    },
  };
}
