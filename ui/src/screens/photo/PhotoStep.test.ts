// The Photo step against the in-memory desk: the report, the reason, and the frame.
import { fireEvent, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { element, expectNoViolation, see } from '../../test-eyes';
import { choose, exceptFor, openPhotoStep } from '../../test-photo-step';

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

describe('a picture that lies', () => {
  const turns = (desk: FakeDesk) => desk.calls.filter((call) => call === 'turn_photo').length;
  const size = async (desk: FakeDesk) => {
    const [row] = await desk.applications();
    return (await desk.openApplication(row?.id ?? '')).photo.picture;
  };

  it('is turned by button and by key, and framed anew by the machine', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    const before = await size(desk);
    await fireEvent.keyDown(element('crop-frame'), { key: ']' });
    await fireEvent.click(element('turn-left'));
    await waitFor(() => expect(document.body.textContent).toContain('The picture is turned left.'));
    expect(await size(desk)).toEqual({ width: before?.height, height: before?.width });
    expect(element('crop-automatic').getAttribute('aria-disabled')).toBe('true');
    await fireEvent.keyDown(element('crop-frame'), { key: 'ArrowRight', altKey: true });
    await waitFor(() => expect(document.body.textContent).toContain('turned right.'));
    expect(await size(desk)).toEqual(before);
    await fireEvent.click(element('turn-mirror'));
    await waitFor(() => expect(document.body.textContent).toContain('is mirrored.'));
    expect([turns(desk), await size(desk)]).toEqual([3, before]);
    await expectNoViolation();
  });

  it('is turned once by a key that is held, and by a second press while it is turned', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    let goOn: () => void = () => undefined;
    const turn = desk.turnPhoto.bind(desk);
    desk.turnPhoto = async (...how) => {
      await new Promise<void>((resolve) => (goOn = resolve));
      return turn(...how);
    };
    await fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true });
    await waitFor(() => expect(element('turn-left').getAttribute('aria-disabled')).toBe('true'));
    await fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true, repeat: true });
    await fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true });
    await fireEvent.click(element('turn-right'));
    goOn();
    await waitFor(() => expect(element('turn-left').getAttribute('aria-disabled')).toBeNull());
    expect(turns(desk)).toBe(1);
    await fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true, repeat: true });
    expect(element('turn-left').getAttribute('aria-disabled')).toBeNull();
  });

  it('stays as it is, with a word, when it is too small to be turned', async () => {
    const desk = new FakeDesk();
    await openPhotoStep(desk);
    await choose(1);
    const before = await size(desk);
    const detail = { width: 300, height: 240, min_width: 240, min_height: 300 };
    desk.turnPhoto = () => Promise.reject({ code: 'photo_too_small', detail });
    await fireEvent.click(element('turn-right'));
    await see('#photo-error');
    expect(element('photo-error').textContent).toContain('300 by 240');
    expect(await size(desk)).toEqual(before);
  });

  it('is turned by keys that the help names', async () => {
    await openPhotoStep(new FakeDesk());
    await fireEvent.keyDown(window, { key: '?' });
    await see('#help-dialog');
    expect(element('help-dialog').textContent).toContain('Alt + ← or →');
  });
});
