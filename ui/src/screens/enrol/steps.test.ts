// What is missing is found, and each of it in its step.
import { describe, expect, it } from 'vitest';
import { fresh, show } from '../../desk/fake/dossier';
import type { Application, Done } from '../../desk/types';
import { after, before, firstOpen, isDone, missing, STEPS } from './steps';

const ALL: Done = { person: true, documents: true, photo: true, signature: true, card: false };

function application(done: Partial<Done>): Application {
  return { ...show(fresh(1)), done: { ...ALL, ...done } };
}

describe('the steps', () => {
  it('lie one after the other, and the last stays the last', () => {
    expect(STEPS.map(after)).toEqual([...STEPS.slice(1), 'card']);
    expect(STEPS.map(before)).toEqual([null, ...STEPS.slice(0, -1)]);
  });

  it('are taken up at the first that lacks something; the signature is the Photo step’s', () => {
    expect(firstOpen(application({ documents: false, photo: false }))).toBe('documents');
    expect(firstOpen(application({ signature: false }))).toBe('photo');
    expect(firstOpen(application({}))).toBe('card');
    expect(isDone('photo', application({ signature: false }))).toBe(false);
  });

  it('name everything that the card can’t be made without, and nothing else', () => {
    const none = { person: false, documents: false, photo: false, signature: false };
    expect(missing(application(none)).map(({ what, step }) => `${what} in ${step}`)).toEqual([
      'person in person',
      'documents in documents',
      'photo in photo',
      'signature in photo',
    ]);
    expect(missing(application({}))).toEqual([]);
  });
});
