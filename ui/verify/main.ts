// Starts the page, with the key that the programme's server has put into it.
import { mount } from 'svelte';
import Verify from './Verify.svelte';
import { fromHex } from './bytes';
import './style.css';

const target = document.getElementById('page');
const meta = document.querySelector<HTMLMetaElement>('meta[name="keyway-server-key"]');
if (target) mount(Verify, { target, props: { serverKey: fromHex(meta?.content ?? '') } });
