// What is on the screen follows the line, whichever answer comes first.
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { fresh, show } from '../../desk/fake/dossier';
import type { Application } from '../../desk/types';
import { PersonInput } from '../person/person-input.svelte';
import { PhotoInput } from '../photo/framing/photo-input.svelte';
import { Enrolment } from './enrolment.svelte';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

describe('an application on the screen', () => {
  it('shows what the line brought while the submission was still being answered', async () => {
    const submitted: Application = {
      ...show(fresh(1)),
      stage: 'submitted',
      is_open: false,
      envelope: 'waiting',
    };
    const desk = Object.assign(new FakeDesk(), {
      openApplication: async (): Promise<Application> => ({ ...submitted, envelope: 'accepted' }),
    });
    const enrolment = new Enrolment(desk, show(fresh(1)), () => undefined);
    let answer: (application: Application) => void = () => undefined;
    const answered = new Promise<Application>((resolve) => (answer = resolve));
    const submission = enrolment.act('submit', () => answered);
    await enrolment.refresh();
    answer(submitted);
    await submission;
    await vi.waitFor(() => expect(enrolment.application.envelope).toBe('accepted'));
  });

  it('is never overwritten by an older answer, in whatever order the desk answers', async () => {
    const desk = new FakeDesk();
    const { id } = await desk.newApplication();
    const enrolment = new Enrolment(desk, await desk.openApplication(id), () => undefined);
    const take = desk.takePhoto.bind(desk);
    desk.takePhoto = async (...picture) => {
      const answer = await take(...picture);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return answer;
    };
    const taken = enrolment.of(PhotoInput).take(JPEG);
    await vi.waitFor(() => expect(desk.calls).toContain('take_photo'));
    const person = enrolment.of(PersonInput);
    person.form.name = 'Rosa Delgado';
    person.typed();
    await Promise.all([taken, enrolment.flush()]);
    expect(enrolment.application.photo.picture).not.toBeNull();
    expect(enrolment.application.person.name).toBe('Rosa Delgado');
  });

  it('goes on after a request that failed', async () => {
    const desk = new FakeDesk();
    const { id } = await desk.newApplication();
    const enrolment = new Enrolment(desk, await desk.openApplication(id), () => undefined);
    const refused = await enrolment.act('photo', () => desk.takePhoto(id, new Uint8Array([1])));
    expect(refused?.code).toBe('photo_not_a_picture');
    expect(await enrolment.of(PhotoInput).take(JPEG)).toBeNull();
    expect(enrolment.of(PhotoInput).crop).not.toBeNull();
  });

  it('shows the frame that is kept when the desk refuses another one, and says why', async () => {
    const desk = new FakeDesk();
    const { id } = await desk.newApplication();
    const enrolment = new Enrolment(desk, await desk.takePhoto(id, JPEG), () => undefined);
    const kept = enrolment.of(PhotoInput).crop;
    desk.cropPhoto = async () => {
      throw { code: 'crop_outside', detail: {} };
    };
    enrolment.of(PhotoInput).frame({ left: 0.9, top: 0.9, width: 0.5, turn_degrees: 0 });
    await enrolment.flush();
    expect(enrolment.of(PhotoInput).crop).toEqual(kept);
    expect(enrolment.save).toMatchObject({ kind: 'refused', failure: { code: 'crop_outside' } });
  });

  it('takes no frame and no reason of the old photo while one is taken in', async () => {
    const desk = new FakeDesk({ advice: 'hold_still' });
    const { id } = await desk.newApplication();
    const enrolment = new Enrolment(desk, await desk.takePhoto(id, JPEG), () => undefined);
    const taken = enrolment.of(PhotoInput).take(JPEG);
    enrolment.of(PhotoInput).frame({ left: 0.1, top: 0.1, width: 0.3, turn_degrees: 0 });
    enrolment.of(PhotoInput).except('religious');
    await taken;
    await enrolment.flush();
    expect(desk.calls).not.toContain('crop_photo');
    expect(desk.calls).not.toContain('except_photo');
    expect(enrolment.of(PhotoInput).crop).toEqual(enrolment.application.photo.crop);
  });
});
