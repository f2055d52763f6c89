// Where the keyboard stands when a screen appears.

/** Gives the focus to the element as soon as it is on the screen. */
export function takeFocus(element: HTMLElement): void {
  queueMicrotask(() => element.focus());
}

/** Shows a new screen from its top. */
export function fromTop(): void {
  window.scrollTo(0, 0);
}

/** Moves the focus to the first of the elements that there is. */
export function focusOn(...ids: string[]): void {
  for (const id of ids) {
    const element = document.getElementById(id);
    if (element) return element.focus();
  }
}
