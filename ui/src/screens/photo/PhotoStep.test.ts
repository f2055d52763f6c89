// The Photo step against the in-memory desk: the report, the reason, and the tries.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { FakeCameras, mockPictures } from '../../test-cameras';
import { element, expectNoViolation, see } from '../../test-eyes';
import App from '../shell/App.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

async function openPhotoStep(desk: FakeDesk): Promise<void> {
  render(App, { desk });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  await fireEvent.keyDown(window, { key: '3', altKey: true });
  await see('#photo-file');
}

/** Chooses a file, which ends in `mark`, and waits for its frame. */
async function choose(mark: number): Promise<void> {
  await hand(mark);
  await see('#crop-frame');
}

async function hand(mark: number): Promise<void> {
  const bytes = new Uint8Array([...JPEG, mark]);
  const file = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
  file.arrayBuffer = async () => bytes.slice().buffer;
  await fireEvent.change(element('photo-file'), { target: { files: [file] } });
}

/** Chooses a reason and leaves the list. */
async function exceptFor(reason: string): Promise<void> {
  await fireEvent.change(element('photo-exception'), { target: { value: reason } });
  await fireEvent.blur(element('photo-exception'));
}

describe('a photo that passes', () => {
  it('goes on without a word, and asks for no reason', async () => {
    await openPhotoStep(new FakeDesk());
    await choose(1);
    await see('[data-test="report"][data-passes="true"]');
    expect(document.getElementById('photo-exception')).toBeNull();
    await waitFor(() => expect(document.activeElement?.id).toBe('photo-next'));
    await expectNoViolation();
  });
});

describe('a photo that is missing', () => {
  it('is asked for in the summary and beside the field', async () => {
    await openPhotoStep(new FakeDesk());
    const file = element('photo-file');
    expect(file.getAttribute('aria-invalid')).toBeNull();
    await fireEvent.click(element('photo-next'));
    await see('#error-summary a[href="#photo-file"]');
    expect(file.getAttribute('aria-invalid')).toBe('true');
    expect(file.getAttribute('aria-describedby')).toBe('photo-file-hint photo-file-error');
    expect(element('photo-file-error').textContent).toContain('Take a photo or choose a file.');
    await expectNoViolation();
  });
});

describe('without a camera', () => {
  it('the word is in a live region, and taking again leaves the focus on a button', async () => {
    await openPhotoStep(new FakeDesk());
    await see('[role="status"] #camera-problem');
    await expectNoViolation();
    await choose(1);
    element('retake').focus();
    await fireEvent.click(element('retake'));
    await waitFor(() => expect(document.activeElement?.id).toBe('camera-again'));
  });

  it('a refused file leaves the focus where the next one is chosen', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    element('photo-file').focus();
    desk.takePhoto = async () => {
      // What a browser does to a field that is barred.
      element('photo-file').blur();
      throw { code: 'photo_corrupt', detail: {} };
    };
    await hand(1);
    await see('#photo-error');
    await waitFor(() => expect(document.activeElement?.id).toBe('photo-file'));
  });
});

describe('a choice of cameras', () => {
  it('stands below the view, and axe finds nothing wrong with it', async () => {
    const cameras = new FakeCameras(['desk', 'laptop']);
    mockPictures();
    await openPhotoStep(new FakeDesk());
    await see('#camera-choice');
    await expectNoViolation();
    vi.restoreAllMocks();
    cameras.remove();
  });
});

describe('a photo that does not pass', () => {
  it('says what to do with value and limit, and reads the report first', async () => {
    await openPhotoStep(new FakeDesk({ advice: 'come_closer' }));
    await choose(1);
    await see('[data-test="report"][data-passes="false"]');
    const finding = document.querySelector('[data-test="open-head_size"]')?.textContent;
    expect(finding).toContain('Ask them to come a little closer.');
    expect(finding).toContain('measured 41%, wanted 60% to 75%');
    await waitFor(() => expect(document.activeElement?.id).toBe('report-title'));
    await expectNoViolation();
  });

  it('asks for a reason when the clerk goes on, and takes it when the list is left', async () => {
    const desk = new FakeDesk({ advice: 'plain_background' });
    await openPhotoStep(desk);
    await choose(1);
    await fireEvent.change(element('signature-skip'), { target: { value: 'prefers_not' } });
    await fireEvent.blur(element('signature-skip'));
    await waitFor(() => expect(desk.calls).toContain('skip_signature'));
    await fireEvent.click(element('photo-next'));
    await see('#error-summary a[href="#photo-exception"]');
    expect(element('photo-exception').getAttribute('aria-invalid')).toBe('true');
    await expectNoViolation();
    await exceptFor('religious');
    await waitFor(() => expect(desk.calls).toContain('except_photo'));
    expect(document.getElementById('error-summary')).toBeNull();
    await fireEvent.click(element('photo-next'));
    await see('[data-test="step-card"]');
  });

  it('needs a reason again after it was taken back, and after another photo', async () => {
    const desk = new FakeDesk({ advice: 'look_at_camera' });
    await openPhotoStep(desk);
    await choose(1);
    await exceptFor('infant');
    await exceptFor('');
    await fireEvent.click(element('photo-next'));
    await see('#error-summary');
    await exceptFor('medical');
    await fireEvent.click(element('retake'));
    await choose(2);
    expect(element<HTMLSelectElement>('photo-exception').value).toBe('');
    const [row] = await desk.applications();
    const { photo, done } = await desk.openApplication(row?.id ?? '');
    expect([photo.exception, done.photo]).toEqual([null, false]);
  });

  it('shows a reason of the policy that it has no sentence for as it is', async () => {
    const desk = new FakeDesk({ advice: 'hold_still' });
    const rules = await desk.rules();
    const exceptions = [...rules.photo.exceptions, 'by order'];
    desk.rules = async () => ({ ...rules, photo: { ...rules.photo, exceptions } });
    await openPhotoStep(desk);
    await choose(1);
    const options = [...element<HTMLSelectElement>('photo-exception').options];
    expect(options.at(-1)?.textContent).toBe('by order');
    expect(options[1]?.textContent).toBe('I have looked: it is a good likeness');
  });
});

describe('a choice that the arrows pass over', () => {
  // A closed list fires a change at each press of an arrow.
  const pass = async (id: string, values: readonly string[]) => {
    for (const value of values) await fireEvent.change(element(id), { target: { value } });
  };

  it('decides nothing and notes nothing; the one that the list is left at does', async () => {
    const desk = new FakeDesk({ advice: 'hold_still' });
    const reasons: (string | null)[] = [];
    const except = desk.exceptPhoto.bind(desk);
    desk.exceptPhoto = (id, reason) => {
      reasons.push(reason);
      return except(id, reason);
    };
    await openPhotoStep(desk);
    await choose(1);
    await pass('photo-exception', ['likeness', 'infant', 'medical', 'religious']);
    await see('#save-state[data-test="saving"]');
    expect(reasons).toEqual([]);
    await fireEvent.blur(element('photo-exception'));
    await see('#save-state[data-test="saved"]');
    expect(reasons).toEqual(['religious']);
  });

  it('is saved with the step, however it is left', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await pass('signature-skip', ['child', 'cannot_sign', 'prefers_not']);
    expect(desk.calls).not.toContain('skip_signature');
    await fireEvent.keyDown(window, { key: '1', altKey: true });
    await see('#name');
    await see('#save-state[data-test="saved"]');
    expect(desk.calls.filter((call) => call === 'skip_signature')).toHaveLength(1);
    const [row] = await desk.applications();
    const { signature } = await desk.openApplication(row?.id ?? '');
    expect(signature.skipped).toBe('prefers_not');
  });
});

describe('the frame', () => {
  it('is turned by keys, and put back to the machine’s by a button', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    const slider = element<HTMLInputElement>('crop-turn');
    const automatic = slider.valueAsNumber;
    expect(element('crop-automatic').getAttribute('aria-disabled')).toBe('true');
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    await waitFor(() => expect(slider.valueAsNumber).toBe(automatic + 0.5));
    await fireEvent.click(element('crop-automatic'));
    await waitFor(() => expect(slider.valueAsNumber).toBe(automatic));
    await waitFor(() => expect(desk.calls).toContain('crop_photo'));
  });
});

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

describe('a picture that can’t be shown', () => {
  it('is said to be safe, is asked for again, and is not stood for by an older one', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    await see('[data-test="card-photo"]');
    const bytes = desk.photoBytes.bind(desk);
    let isBroken = true;
    desk.photoBytes = (id, which) =>
      isBroken ? Promise.reject({ code: 'internal', detail: {} }) : bytes(id, which);
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    await see('#picture-missing[role="alert"]');
    expect(document.querySelector('[data-test="card-photo"]')).toBeNull();
    await expectNoViolation();
    isBroken = false;
    await waitFor(() => expect(document.getElementById('picture-missing')).toBeNull(), {
      timeout: 3_000,
    });
    await see('[data-test="card-photo"]');
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

describe('a picture that could not be taken', () => {
  it('is held while the disk is full, and taken by a button when it has room', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    desk.isDiskFull = true;
    await hand(1);
    await see('#photo-again');
    await expectNoViolation();
    await fireEvent.click(element('photo-again'));
    await waitFor(() => expect(desk.calls.filter((call) => call === 'take_photo').length).toBe(2));
    desk.isDiskFull = false;
    await waitFor(() => expect(element('photo-again').getAttribute('aria-disabled')).toBeNull());
    await fireEvent.click(element('photo-again'));
    await see('#crop-frame');
    expect(document.getElementById('photo-error')).toBeNull();
    const [row] = await desk.applications();
    const bytes = new Uint8Array(await desk.photoBytes(row?.id ?? '', 'picture'));
    expect(bytes.at(-1)).toBe(1);
  });

  it('is not held when the desk refuses it for good', async () => {
    await openPhotoStep(new FakeDesk());
    const file = new File(['no picture'], 'letter.txt');
    file.arrayBuffer = async () => new TextEncoder().encode('no picture').buffer;
    await fireEvent.change(element('photo-file'), { target: { files: [file] } });
    await see('#photo-error');
    expect(document.getElementById('photo-again')).toBeNull();
  });

  it('is said to be a file on a stick that was pulled out, and can be chosen again', async () => {
    await openPhotoStep(new FakeDesk());
    const file = new File(['x'], 'photo.jpg');
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    await fireEvent.change(element('photo-file'), { target: { files: [file] } });
    await see('#photo-error[role="alert"]');
    expect(element('photo-error').textContent).toContain('The file can’t be read');
    expect(element<HTMLInputElement>('photo-file').value).toBe('');
    await choose(1);
    expect(document.getElementById('photo-error')).toBeNull();
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
