// A picture that is dropped on the Photo step is taken; anywhere else a drop does nothing.
import { fireEvent, render, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../../desk/fake';
import { element, see } from '../../../test-eyes';
import { openPhotoStep } from '../../../test-photo-step';
import App from '../../shell/App.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

function file(size?: number): File {
  const one = new File([JPEG], 'photo.jpg', { type: 'image/jpeg' });
  one.arrayBuffer = async () => JPEG.slice().buffer;
  if (size !== undefined) Object.defineProperty(one, 'size', { value: size });
  return one;
}

/** Drags something over the page and drops it; answers what the pointer was told. */
async function drop(files: File[], types = ['Files']): Promise<string> {
  const dataTransfer = { files, types, dropEffect: 'move' };
  const isFree = await fireEvent.dragOver(document.body, { dataTransfer });
  expect(isFree, 'the browser opens nothing by itself').toBe(false);
  expect(await fireEvent.drop(document.body, { dataTransfer })).toBe(false);
  return dataTransfer.dropEffect;
}

describe('a drop on the Photo step', () => {
  it('of a picture is taken like a file that is chosen, and like another try', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    expect(await drop([file()])).toBe('copy');
    await see('#crop-frame');
    await drop([file()]);
    await see('#try-2');
    expect(desk.calls.filter((call) => call === 'take_photo')).toHaveLength(2);
  });

  it('of a file too large, or of several, says so and takes none', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await drop([file(41_500_000)]);
    await waitFor(() => expect(element('photo-error').textContent).toContain('41.5 MB'));
    await drop([file(), file()]);
    await waitFor(() => expect(element('photo-error').textContent).toContain('several files'));
    expect(desk.calls).not.toContain('take_photo');
  });

  it('of a file that the page is not given is asked for from the window', async () => {
    const desk = Object.assign(new FakeDesk(), { droppedPicture: async () => JPEG.slice().buffer });
    await openPhotoStep(desk);
    expect(await drop([], ['text/uri-list', 'text/html'])).toBe('copy');
    await see('#crop-frame');
    desk.droppedPicture = () => Promise.reject({ code: 'several_files', detail: {} });
    await drop([], ['text/uri-list']);
    await waitFor(() => expect(element('photo-error').textContent).toContain('several files'));
    desk.droppedPicture = () => Promise.reject({ code: 'internal', detail: {} });
    await drop([], ['text/uri-list']);
    await waitFor(() => expect(element('photo-error').textContent).toContain('can’t be read'));
  });

  it('of an address or a text does nothing', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await drop([], ['text/uri-list']);
    expect(await drop([], ['text/plain'])).toBe('none');
    expect(document.getElementById('photo-error')).toBeNull();
    expect(desk.calls).not.toContain('take_photo');
  });
});

it('does nothing anywhere else', async () => {
  const desk = new FakeDesk();
  render(App, { desk });
  await see('#new-applicant');
  expect(await drop([file()])).toBe('none');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  expect(await drop([file()])).toBe('none');
  expect(desk.calls).not.toContain('take_photo');
});
