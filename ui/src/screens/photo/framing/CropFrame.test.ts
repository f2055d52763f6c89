// The frame under a pointer: one hold at a time, by the first button, and only what moves counts.
import { fireEvent, render } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Crop } from '../../../desk/types';
import { element } from '../../../test-eyes';
import { boundsOf } from './crop';
import CropFrame from './CropFrame.svelte';

const SIZE = { width: 1000, height: 1000 };
const RULES = { min_width_px: 300, min_height_px: 375, card_width_px: 600, card_height_px: 750 };
const onframe = vi.fn<(crop: Crop) => void>();
const onleave = vi.fn();

/** A frame over a picture that is 500 pixels wide and high on the screen. */
function show(crop: Crop) {
  const bounds = boundsOf(SIZE, RULES);
  const given = { url: null, size: SIZE, bounds, crop, isOpen: true, onframe, onleave };
  const { rerender } = render(CropFrame, given);
  const place = { left: 0, top: 0, width: 500, height: 500 };
  const area = element('crop-frame').parentElement?.parentElement;
  if (area) area.getBoundingClientRect = () => place as DOMRect;
  return { bar: (isBarred: boolean) => rerender({ isOpen: !isBarred }) };
}

type Pointer = { x?: number; pointerId?: number; button?: number; buttons?: number };

async function point(kind: string, { x = 250, pointerId = 1, button = 0, buttons = 1 }: Pointer) {
  const shared = { bubbles: true, cancelable: true, clientX: x, clientY: 250, button, buttons };
  const event = Object.assign(new MouseEvent(kind, shared), { pointerId });
  await fireEvent(element('crop-frame'), event);
}

const CENTRED: Crop = { left: 0.25, top: 0.2, width: 0.4, turn_degrees: 0 };

beforeEach(() => {
  onframe.mockReset();
  onleave.mockReset();
});

describe('the frame under a pointer', () => {
  it('follows the pointer that took it, and is saved when that lets go', async () => {
    show(CENTRED);
    await point('pointerdown', {});
    await point('pointermove', { x: 300 });
    expect(onframe.mock.calls[0]?.[0].left).toBeCloseTo(0.35);
    await point('pointerup', { x: 300, buttons: 0 });
    expect(onleave).toHaveBeenCalledOnce();
    await point('pointermove', { x: 350 });
    expect(onframe).toHaveBeenCalledOnce();
  });

  it('is not taken by another button than the first', async () => {
    show(CENTRED);
    await point('pointerdown', { button: 2, buttons: 2 });
    await point('pointermove', { x: 300, buttons: 2 });
    expect(onframe).not.toHaveBeenCalled();
  });

  it('is held by the first finger, whatever a second one does', async () => {
    show(CENTRED);
    await point('pointerdown', {});
    await point('pointerdown', { x: 400, pointerId: 2 });
    await point('pointermove', { x: 450, pointerId: 2 });
    await point('pointerup', { x: 450, pointerId: 2 });
    expect(onframe).not.toHaveBeenCalled();
    expect(onleave).not.toHaveBeenCalled();
    await point('pointermove', { x: 300 });
    expect(onframe).toHaveBeenCalledOnce();
  });

  it('is let go of when the release was lost', async () => {
    show(CENTRED);
    await point('pointerdown', {});
    await point('pointermove', { x: 300, buttons: 0 });
    await point('pointermove', { x: 320 });
    expect(onframe).not.toHaveBeenCalled();
    expect(onleave).toHaveBeenCalledOnce();
    await point('pointerdown', { pointerId: 3 });
    await point('lostpointercapture', { pointerId: 3, buttons: 0 });
    await point('pointermove', { x: 320, pointerId: 3 });
    expect(onframe).not.toHaveBeenCalled();
  });

  it('is let go of when it is barred, and taken anew afterwards', async () => {
    const { bar } = show(CENTRED);
    await point('pointerdown', {});
    await bar(true);
    await point('pointermove', { x: 300 });
    expect(onframe).not.toHaveBeenCalled();
    await bar(false);
    await point('pointerdown', { pointerId: 2 });
    await point('pointermove', { x: 300, pointerId: 2 });
    expect(onframe).toHaveBeenCalledOnce();
  });

  it('says nothing of a move that the picture’s edge stops', async () => {
    show({ ...CENTRED, left: 0 });
    await fireEvent.keyDown(element('crop-frame'), { key: 'ArrowLeft' });
    await point('pointerdown', {});
    await point('pointermove', { x: 100 });
    expect(onframe).not.toHaveBeenCalled();
    await fireEvent.keyDown(element('crop-frame'), { key: 'ArrowRight' });
    expect(onframe).toHaveBeenCalledOnce();
  });
});
