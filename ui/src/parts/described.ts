// Which texts around a field describe it to a screen reader.

/** The ids of the hint, the error and the note that are shown, as one attribute. */
export function describedBy(
  id: string,
  parts: { hint?: string; error?: string; note?: string },
): string | undefined {
  const shown = (['hint', 'error', 'note'] as const).filter((part) => parts[part]);
  return shown.length > 0 ? shown.map((part) => `${id}-${part}`).join(' ') : undefined;
}
