// A picture that was taken in too little light: brighter on the card, and as it was at one key.
import { fireEvent, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../../desk/fake';
import { element, expectNoViolation, see } from '../../../test-eyes';
import { choose, openPhotoStep } from '../../../test-photo-step';

const tick = () => element<HTMLInputElement>('photo-as-taken');

async function lightOf(desk: FakeDesk) {
  const [row] = await desk.applications();
  return (await desk.openApplication(row?.id ?? '')).photo.light;
}

describe('a picture in a third of the light', () => {
  it('is brighter on the card, and one key shows it as it was taken and back', async () => {
    const desk = new FakeDesk({ advice: 'more_light' });
    await openPhotoStep(desk);
    await choose(1);
    await see('#photo-as-taken');
    expect(tick().checked).toBe(false);
    expect(document.querySelector('[data-test="open-scene_light"]')?.textContent).toContain('31%');
    await expectNoViolation();
    await fireEvent.keyDown(window, { key: 'F6' });
    await waitFor(() => expect(tick().checked).toBe(true));
    expect(await lightOf(desk)).toBe('untouched');
    await fireEvent.keyDown(window, { key: 'F6', repeat: true });
    await fireEvent.keyDown(window, { key: 'F6', altKey: true });
    expect(desk.calls.filter((call) => call === 'light_photo')).toHaveLength(1);
    await waitFor(() => expect(tick().disabled).toBe(false));
    await fireEvent.keyDown(window, { key: 'F6' });
    await waitFor(() => expect(tick().checked).toBe(false));
    expect(await lightOf(desk)).toBe('brightened');
    await expectNoViolation();
  });

  it('stays as the clerk wants it when the step is left', async () => {
    const desk = new FakeDesk({ advice: 'more_light' });
    await openPhotoStep(desk);
    await choose(1);
    await see('#photo-as-taken');
    await fireEvent.click(tick());
    await waitFor(() => expect(desk.calls).toContain('light_photo'));
    await fireEvent.keyDown(window, { key: '1', altKey: true });
    await see('#name');
    await fireEvent.keyDown(window, { key: '3', altKey: true });
    await see('#photo-as-taken');
    expect(tick().checked).toBe(true);
  });

  it('stays as the clerk wants it when the picture is turned', async () => {
    const desk = new FakeDesk({ advice: 'more_light' });
    await openPhotoStep(desk);
    await choose(1);
    await see('#photo-as-taken');
    await fireEvent.click(tick());
    await waitFor(() => expect(desk.calls).toContain('light_photo'));
    await waitFor(() => expect(tick().disabled).toBe(false));
    expect(tick().checked).toBe(true);
    await fireEvent.click(element('turn-mirror'));
    await waitFor(() => expect(desk.calls).toContain('turn_photo'));
    await waitFor(() => expect(tick().disabled).toBe(false));
    expect(tick().checked).toBe(true);
    expect(await lightOf(desk)).toBe('untouched');
  });

  it('starts anew with another picture, and comes back with an earlier one', async () => {
    const desk = new FakeDesk({ advice: 'more_light' });
    await openPhotoStep(desk);
    await choose(1);
    await see('#photo-as-taken');
    await fireEvent.click(tick());
    await waitFor(() => expect(tick().checked).toBe(true));
    await waitFor(() => expect(tick().disabled).toBe(false));
    await fireEvent.click(element('retake'));
    await see('#photo-file');
    await choose(2);
    await waitFor(() => expect(tick().checked).toBe(false));
    expect(await lightOf(desk)).toBe('brightened');
    await see('#try-1');
    await fireEvent.click(element('try-1'));
    await waitFor(() => expect(tick().checked).toBe(true));
    expect(await lightOf(desk)).toBe('untouched');
  });
});

describe('a picture in good light', () => {
  it('offers nothing, and the key does nothing', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    expect(document.getElementById('photo-as-taken')).toBeNull();
    await fireEvent.keyDown(window, { key: 'F6' });
    expect(desk.calls).not.toContain('light_photo');
  });
});

describe('the key', () => {
  it('is among the keys that "?" shows', async () => {
    await openPhotoStep(new FakeDesk());
    await fireEvent.keyDown(window, { key: '?' });
    await see('#help-dialog');
    expect(document.getElementById('help-dialog')?.textContent).toContain('F6');
  });
});
