// The lint rules of the window.
import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'dist-verify/', 'node_modules/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      'max-lines': ['error', 500],
      'max-len': ['error', { code: 100, ignoreUrls: true }],
      'no-restricted-imports': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Written by ts-rs.
    files: ['src/desk/types.ts'],
    rules: { 'max-len': 'off', 'max-lines': 'off' },
  },
  {
    // Only the desk may know that Tauri is behind it.
    files: ['src/**/*.{ts,svelte}'],
    ignores: ['src/desk/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Ask src/desk instead.' }] },
      ],
    },
  },
);
