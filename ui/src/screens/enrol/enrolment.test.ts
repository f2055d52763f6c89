// What is on the screen follows the line, whichever answer comes first.
import { describe, expect, it, vi } from 'vitest';
import { FakeDesk } from '../../desk/fake';
import { fresh, show } from '../../desk/fake/dossier';
import type { Application } from '../../desk/types';
import { Enrolment } from './enrolment.svelte';

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
});
