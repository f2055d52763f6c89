// How the page that checks cards becomes one file that works from a disk, without any server.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const HERE = fileURLToPath(new URL('./verify/', import.meta.url));

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts the script and the styles into the page, and lets nothing else run or load. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (name.endsWith('.html')) continue;
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        else throw new Error(`${name} would be a second file`);
        Reflect.deleteProperty(bundle, name);
      }
      script = script.replaceAll('</script', '<\\/script').trim();
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('there is no page');
      const policy = [
        "default-src 'none'",
        `script-src ${hashOf(script)}`,
        `style-src ${hashOf(style)}`,
        'img-src blob: data:',
        'media-src blob: mediastream:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const bare = String(page.source)
        .replace(/<script[^>]*src=[^>]*><\/script>/, '')
        .replace(/<link rel="stylesheet"[^>]*>/, '');
      page.source = bare
        .replace(
          /<meta charset="utf-8" \/>/,
          () => `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`.replace(
            '$&',
            '<meta charset="utf-8" />',
          ),
        )
        .replace('</head>', () => `<style>${style}</style>\n  </head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
      page.fileName = 'verify.html';
    },
  };
}

export default defineConfig({
  root: HERE,
  plugins: [svelte({ configFile: '../svelte.config.js' }), oneFile()],
  base: './',
  build: {
    outDir: '../dist-verify',
    emptyOutDir: true,
    target: 'safari16',
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
});
