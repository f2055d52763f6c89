// The signature against the in-memory desk: drawn, undone, cleared, skipped, and asked for.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import type { Application } from '../../desk/types';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';

async function openPad(desk = new FakeDesk()): Promise<FakeDesk> {
  render(App, { desk });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  await fireEvent.keyDown(window, { key: '3', altKey: true });
  await see('#signature-pad');
  const place = { left: 0, top: 0, width: 600, height: 200, right: 600, bottom: 200, x: 0, y: 0 };
  element('signature-pad').getBoundingClientRect = () => ({ ...place, toJSON: () => place });
  return desk;
}

type Touch = { pointerId?: number; pointerType?: string; buttons?: number };

async function move(kind: string, x: number, y: number, touch: Touch = {}): Promise<void> {
  const { pointerId = 1, pointerType = 'pen', buttons = 1 } = touch;
  const shared = { bubbles: true, cancelable: true, button: 0, buttons, clientX: x, clientY: y };
  const event = new MouseEvent(kind, shared);
  Object.assign(event, { pointerId, pressure: 0.5, pointerType });
  await fireEvent(element('signature-pad'), event);
}

/** Draws a straight stroke across the pad, in pixels. */
async function draw(from: number, to: number): Promise<void> {
  await move('pointerdown', from, 100);
  await move('pointermove', (from + to) / 2, 60);
  await move('pointermove', to, 100);
  await move('pointerup', to, 100);
}

async function stored(desk: FakeDesk): Promise<Application['signature']> {
  const [row] = await desk.applications();
  return (await desk.openApplication(row?.id ?? '')).signature;
}

function inks(): number {
  return document.querySelectorAll('#signature-pad path').length;
}

describe('a signature', () => {
  it('is saved after each stroke, as strokes', async () => {
    const desk = await openPad();
    await draw(100, 200);
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(1));
    await draw(250, 300);
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(2));
    expect((await stored(desk)).strokes?.[0]?.[0]).toEqual([1667, 1667, 128]);
    expect(inks()).toBe(2);
    expect(element('signature-state').textContent).toContain('Signed');
    await expectNoViolation();
  });

  it('loses its last stroke by undo, and all by clear', async () => {
    const desk = await openPad();
    await draw(100, 200);
    await draw(250, 350);
    await fireEvent.click(element('signature-undo'));
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(1));
    await fireEvent.click(element('signature-clear'));
    await waitFor(async () => expect((await stored(desk)).strokes).toBeNull());
    expect(inks()).toBe(0);
    await waitFor(() => expect(document.activeElement?.id).toBe('signature-pad'));
  });

  it('is drawn again from what is stored when the step is opened again', async () => {
    await openPad();
    await draw(100, 200);
    await fireEvent.keyDown(window, { key: '1', altKey: true });
    await see('#name');
    await fireEvent.keyDown(window, { key: '3', altKey: true });
    await see('#signature-pad path');
    expect(inks()).toBe(1);
  });

  it('is not what a tap leaves: the dot stays on the pad and is not kept', async () => {
    const desk = await openPad();
    await move('pointerdown', 100, 100);
    await move('pointerup', 100, 100);
    expect(inks()).toBe(1);
    await see('[data-test="saved"]');
    expect((await stored(desk)).strokes).toBeNull();
    expect(desk.calls).not.toContain('sign');
  });

  it('has no ink of a second pointer, nor of one that the system took away', async () => {
    await openPad();
    await move('pointerdown', 100, 100);
    await move('pointermove', 300, 100, { pointerId: 2 });
    await move('pointerup', 300, 100, { pointerId: 2 });
    expect(inks(), 'the first one still draws').toBe(1);
    await move('pointercancel', 100, 100);
    expect(inks()).toBe(0);
  });
});

describe('a pointer on the pad', () => {
  it('draws no further when its release was lost, and what it drew stays', async () => {
    const desk = await openPad();
    await move('pointerdown', 100, 100);
    await move('pointermove', 200, 100);
    await move('pointermove', 300, 20, { buttons: 0 });
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(1));
    expect((await stored(desk)).strokes?.[0]?.at(-1)?.[0]).toBe(3333);
    await move('pointerdown', 400, 100);
    await move('lostpointercapture', 400, 100, { buttons: 0 });
    await move('pointermove', 500, 100);
    expect(inks()).toBe(2);
  });

  it('gives way to a pen when it is a palm that came down first', async () => {
    const desk = await openPad();
    const palm = { pointerId: 7, pointerType: 'touch' };
    await move('pointerdown', 50, 180, palm);
    await move('pointerdown', 100, 100);
    await move('pointermove', 60, 190, palm);
    await move('pointermove', 200, 100);
    await move('pointerup', 60, 190, palm);
    await move('pointerup', 200, 100);
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(1));
    expect((await stored(desk)).strokes?.[0]?.[0]?.[0]).toBe(1667);
    expect(inks()).toBe(1);
  });
});

describe('a missing signature', () => {
  it('is named in the summary, with a way to the pad', async () => {
    await openPad();
    await fireEvent.click(element('photo-next'));
    await see('#error-summary a[href="#signature-pad"]');
    await expectNoViolation();
    await draw(100, 200);
    await waitFor(() =>
      expect(document.querySelector('a[href="#signature-pad"]')).toBeNull(),
    );
  });

  it('may be skipped for a reason of the policy’s, and be drawn after all', async () => {
    const desk = await openPad();
    const choose = async (value: string) => {
      await fireEvent.change(element('signature-skip'), { target: { value } });
      await fireEvent.blur(element('signature-skip'));
    };
    await choose('cannot_sign');
    await waitFor(async () => expect((await stored(desk)).skipped).toBe('cannot_sign'));
    await draw(100, 200);
    expect(inks(), 'a skipped pad takes no ink').toBe(0);
    await choose('');
    await waitFor(async () => expect((await stored(desk)).skipped).toBeNull());
    await draw(100, 200);
    await waitFor(async () => expect((await stored(desk)).strokes).toHaveLength(1));
    expect(document.getElementById('signature-skip'), 'nothing to skip').toBeNull();
  });
});
