// Nothing is dragged out of the page, and what is dropped on it does nothing by itself.
//
// A web view opens what is dropped on it, in the place of the page. Whoever wants a drop says so
// before this hears of it, by `preventDefault` on `dragover`.

/** Bars drags and drops that nobody asked for, until the answered function is called. */
export function barDrags(): () => void {
  const stay = (event: Event) => event.preventDefault();
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  const bars = { dragstart: stay, dragenter: refuse, dragover: refuse, drop: stay } as const;
  const each = Object.entries(bars) as [string, EventListener][];
  for (const [name, bar] of each) window.addEventListener(name, bar);
  return () => each.forEach(([name, bar]) => window.removeEventListener(name, bar));
}

/** What is copied out of the page is its text; a picture stays where it is. */
export function copyTextOnly(): () => void {
  const copy = (event: ClipboardEvent) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', document.getSelection()?.toString() ?? '');
  };
  window.addEventListener('copy', copy);
  return () => window.removeEventListener('copy', copy);
}
