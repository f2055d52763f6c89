// A screen of many files has rooms, which are its folders, and the arrows between them go one way.
//
// An import of a type is an arrow too: whoever reads the one room has to know the other.
import { describe, expect, it } from 'vitest';

type Files = Readonly<Record<string, string>>;
type Place = { screen: string; room: string | null };
type Arrows = Map<string, Set<string>>;

/** Most files that lie in one folder, tests among them. */
const LIMIT_FILES = 24;

const ALL: Files = import.meta.glob<string>('./*/**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
// Tests may look at anything.
const CODE = Object.fromEntries(Object.entries(ALL).filter(([path]) => !path.includes('.test.')));

/** Where a file lies: `./photo/camera/burst.ts` in a room, `./photo/PhotoStep.svelte` in none. */
function placeOf(path: string): Place {
  const [, screen = '', ...rest] = path.split('/');
  return { screen, room: rest.length > 1 ? (rest[0] ?? null) : null };
}

/** The paths that a file imports, for a type as well, as they are written from the screens. */
function importsOf(path: string, text: string): string[] {
  const named = text.matchAll(/(?:from |import |import\()'(\.[^']*)'/g);
  return [...named].map(([, to]) => {
    const { pathname } = new URL(to ?? '', `file:///ui/src/screens/${path}`);
    return pathname.replace('/ui/src/screens/', './');
  });
}

/** The arrows that begin in a room of `screen`; the screen's own files are its top. */
function arrowsOf(screen: string, files: Files): Arrows {
  const arrows: Arrows = new Map();
  for (const [path, text] of Object.entries(files)) {
    const from = placeOf(path);
    if (from.screen !== screen || from.room === null) continue;
    const to = arrows.get(from.room) ?? new Set();
    arrows.set(from.room, to);
    for (const place of importsOf(path, text).map(placeOf)) {
      if (place.screen === screen && place.room !== from.room) to.add(place.room ?? 'the top');
    }
  }
  return arrows;
}

/** The way from `room` back to itself, where there is one. */
function circleFrom(room: string, arrows: Arrows, way: readonly string[] = []): string[] | null {
  if (way.length > 0 && way[0] === room) return [...way, room];
  if (way.includes(room)) return null;
  const next = [...(arrows.get(room) ?? [])];
  for (const to of next) {
    const found = circleFrom(to, arrows, [...way, room]);
    if (found) return found;
  }
  return null;
}

/** Every arrow of a screen's rooms that goes the wrong way. */
function wrongWays(screen: string, files: Files): string[] {
  const arrows = arrowsOf(screen, files);
  const rooms = [...arrows.keys()];
  const up = rooms.filter((room) => arrows.get(room)?.has('the top'));
  const circles = rooms.flatMap((room) => circleFrom(room, arrows)?.join(' -> ') ?? []);
  return [...up.map((room) => `${room} -> the top`), ...circles];
}

/** Every folder that holds more files than one takes in. */
function crowded(files: Files): string[] {
  const counts = new Map<string, number>();
  for (const path of Object.keys(files)) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > LIMIT_FILES).map(([folder]) => folder);
}

const SCREENS = [...new Set(Object.keys(CODE).map((path) => placeOf(path).screen))];

describe('the rooms of a screen', () => {
  it('are there to be looked at', () => {
    expect([...arrowsOf('photo', CODE).keys()].length).toBeGreaterThan(3);
    expect(arrowsOf('photo', CODE).get('camera')).toContain('live');
  });

  it.each(SCREENS)('have no circle and no arrow to the top in %s', (screen) => {
    expect(wrongWays(screen, CODE)).toEqual([]);
  });

  it('are as small as one takes in', () => {
    expect(crowded(ALL)).toEqual([]);
  });
});

describe('the check of the rooms can fail', () => {
  const there = { './photo/a/One.svelte': "import { two } from '../b/two';" };

  it.each([
    "import One from '../a/One.svelte';",
    "import type { One } from '../a/One.svelte';",
    "export { one } from '../a/One.svelte';",
    "import {\n  one,\n} from '../a/One.svelte';",
    "await import('../a/One.svelte');",
  ])('at a circle that is closed by %j', (back) => {
    const files = { ...there, './photo/b/two.ts': back };
    expect(wrongWays('photo', files)).toEqual(['a -> b -> a', 'b -> a -> b']);
  });

  it('at a circle by way of a third room', () => {
    const files = {
      ...there,
      './photo/b/two.ts': "import './deep/three';\nimport { four } from '../c/four';",
      './photo/b/deep/three.ts': '',
      './photo/c/four.ts': "import One from '../a/One.svelte';",
    };
    expect(wrongWays('photo', files)).toContain('a -> b -> c -> a');
  });

  it('at an arrow to the top, and at none of its own or of another screen', () => {
    const top = { ...there, './photo/b/two.ts': "import type { Visit } from '../visit';" };
    expect(wrongWays('photo', top)).toEqual(['b -> the top']);
    const free = {
      './photo/PhotoStep.svelte': "import One from './a/One.svelte';",
      './photo/a/One.svelte': "import { two } from './two';\nimport { b } from '../../card/b';",
    };
    expect(wrongWays('photo', free)).toEqual([]);
  });

  it('at one file too many in a folder', () => {
    const names = Array.from({ length: LIMIT_FILES }, (_, at) => `./photo/a/${at}.ts`);
    const full = Object.fromEntries(names.map((path) => [path, '']));
    expect(crowded(full)).toEqual([]);
    expect(crowded({ ...full, './photo/a/last.ts': '' })).toEqual(['./photo/a']);
  });
});
