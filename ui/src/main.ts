// Starts the window.
import '@fontsource-variable/public-sans/index.css';
import './style/tokens.css';
import './style/base.css';
import { mount } from 'svelte';
import type { Desk } from './desk/desk';
import App from './screens/shell/App.svelte';

/** The counter's desk; in the development server, the in-memory one where `?fake` asks for it. */
async function chooseDesk(): Promise<Desk> {
  if (import.meta.env.DEV) {
    const search = new URLSearchParams(location.search);
    if (search.has('fake')) {
      const { FakeDesk } = await import('./desk/fake');
      const { wishOf } = await import('./desk/fake/wish');
      return new FakeDesk(wishOf(search));
    }
  }
  return (await import('./desk/commands')).commands;
}

void chooseDesk().then((desk) => {
  const target = document.getElementById('app');
  if (target) mount(App, { target, props: { desk } });
});
