// What may fail in the Photo step: the camera, the file, the disk, and the showing.
import { fireEvent, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { FakeCameras, mockPictures } from '../../test-cameras';
import { element, expectNoViolation, see } from '../../test-eyes';
import { choose, hand, openPhotoStep } from '../../test-photo-step';

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
      // A browser takes the focus from a field that is barred; jsdom only from what is not.
      element('photo-next').focus();
      element('photo-next').blur();
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
