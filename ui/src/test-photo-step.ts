// The way to the Photo step and through it, as the tests of that step go it.
import { fireEvent, render } from '@testing-library/svelte';
import type { FakeDesk } from './desk/fake';
import App from './screens/shell/App.svelte';
import { element, see } from './test-eyes';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

/** Begins an application and goes to its Photo step. */
export async function openPhotoStep(desk: FakeDesk): Promise<void> {
  render(App, { desk });
  await see('#new-applicant');
  await fireEvent.keyDown(window, { key: 'F2' });
  await see('#name');
  await fireEvent.keyDown(window, { key: '3', altKey: true });
  await see('#photo-file');
}

/** Chooses a file, which ends in `mark`, and waits for its frame. */
export async function choose(mark: number): Promise<void> {
  await hand(mark);
  await see('#crop-frame');
}

/** Chooses a file, which ends in `mark`. */
export async function hand(mark: number): Promise<void> {
  const bytes = new Uint8Array([...JPEG, mark]);
  const file = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
  file.arrayBuffer = async () => bytes.slice().buffer;
  await fireEvent.change(element('photo-file'), { target: { files: [file] } });
}

/** Chooses a reason and leaves the list. */
export async function exceptFor(reason: string): Promise<void> {
  await fireEvent.change(element('photo-exception'), { target: { value: reason } });
  await fireEvent.blur(element('photo-exception'));
}
