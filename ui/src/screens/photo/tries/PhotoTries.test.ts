// Several photos in one Photo step: each comes back as it was left, and none mixes with another.
import { fireEvent, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../../desk/fake';
import { element, expectNoViolation, see } from '../../../test-eyes';
import { choose, exceptFor, openPhotoStep } from '../../../test-photo-step';

describe('earlier tries', () => {
  it('are buttons that use an earlier photo after all, until the step is left', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    expect(document.getElementById('try-1')).toBeNull();
    await fireEvent.click(element('retake'));
    await see('#photo-file');
    await choose(2);
    await see('#try-2');
    expect(element('try-2').textContent).toMatch(/Try 2,\s+chosen/);
    await expectNoViolation();
    await fireEvent.click(element('try-1'));
    await waitFor(() => expect(element('try-1').textContent).toMatch(/Try 1,\s+chosen/));
    const [row] = await desk.applications();
    const bytes = new Uint8Array(await desk.photoBytes(row?.id ?? '', 'picture'));
    expect(bytes.at(-1)).toBe(1);
    await fireEvent.keyDown(window, { key: '1', altKey: true });
    await see('#name');
    await fireEvent.keyDown(window, { key: '3', altKey: true });
    await see('#crop-frame');
    expect(document.getElementById('try-1')).toBeNull();
    expect(document.getElementById('crop-automatic')).toBeNull();
  });
});

describe('an earlier try that is used after all', () => {
  it('has the frame and the reason that the clerk gave it', async () => {
    const desk = new FakeDesk({ advice: 'hold_still' });
    await openPhotoStep(desk);
    await choose(1);
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    await exceptFor('infant');
    const turn = element<HTMLInputElement>('crop-turn').value;
    await fireEvent.click(element('retake'));
    await see('#photo-file');
    await choose(2);
    expect(element<HTMLInputElement>('crop-turn').value).not.toBe(turn);
    await see('#try-1');
    await fireEvent.click(element('try-1'));
    await waitFor(() => expect(element('try-1').textContent).toMatch(/Try 1,\s+chosen/));
    await see('#save-state[data-test="saved"]');
    expect(element<HTMLInputElement>('crop-turn').value).toBe(turn);
    expect(element<HTMLSelectElement>('photo-exception').value).toBe('infant');
    const [row] = await desk.applications();
    const { photo } = await desk.openApplication(row?.id ?? '');
    expect([photo.crop?.turn_degrees, photo.exception]).toEqual([Number(turn), 'infant']);
    await fireEvent.click(element('try-2'));
    await waitFor(() => expect(element('try-2').textContent).toMatch(/Try 2,\s+chosen/));
    expect(element<HTMLSelectElement>('photo-exception').value).toBe('');
  });
});

describe('an earlier try that was turned', () => {
  it('comes back turned, with the frame that the clerk gave it then', async () => {
    const desk = new FakeDesk();
    const turns: string[] = [];
    const turn = desk.turnPhoto.bind(desk);
    desk.turnPhoto = (id, how) => {
      turns.push(how);
      return turn(id, how);
    };
    await openPhotoStep(desk);
    await choose(1);
    for (const how of ['right', 'right', 'left', 'mirror']) {
      await fireEvent.click(element(`turn-${how}`));
      await waitFor(() => expect(element('turn-left').getAttribute('aria-disabled')).toBeNull());
    }
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    const [row] = await desk.applications();
    const shown = async () => (await desk.openApplication(row?.id ?? '')).photo;
    const { picture } = await shown();
    await fireEvent.click(element('retake'));
    await see('#photo-file');
    await choose(2);
    await see('#try-1');
    const { crop } = await shown();
    turns.length = 0;
    await fireEvent.click(element('try-1'));
    await waitFor(() => expect(turns).toEqual(['mirror', 'left']));
    await waitFor(async () => {
      const { picture: again, crop: frame } = await shown();
      expect(again).toEqual(picture);
      expect(frame?.turn_degrees).not.toBe(crop?.turn_degrees);
    });
  });
});

describe('while a photo is taken in', () => {
  it('frame, sliders and reason of the photo there is are barred', async () => {
    const desk = new FakeDesk({ advice: 'hold_still' });
    await openPhotoStep(desk);
    await choose(1);
    await fireEvent.click(element('retake'));
    await see('#photo-file');
    await choose(2);
    await see('#try-1');
    let goOn: () => void = () => undefined;
    const take = desk.takePhoto.bind(desk);
    desk.takePhoto = async (...picture) => {
      await new Promise<void>((resolve) => (goOn = resolve));
      return take(...picture);
    };
    await fireEvent.click(element('try-1'));
    await waitFor(() => expect(element<HTMLInputElement>('crop-turn').disabled).toBe(true));
    expect(element<HTMLSelectElement>('photo-exception').disabled).toBe(true);
    expect(element('retake').getAttribute('aria-disabled')).toBe('true');
    expect(document.querySelector('[data-test="crop-knob"]')).toBeNull();
    const turn = element<HTMLInputElement>('crop-turn').value;
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    expect(element<HTMLInputElement>('crop-turn').value).toBe(turn);
    goOn();
    await waitFor(() => expect(element('retake').getAttribute('aria-disabled')).toBeNull());
  });
});
