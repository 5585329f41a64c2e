import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { mockServer } from './dev/mock-server.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Each page is a folder with an index.html; what it needs is built beneath its own path, so that the server can hand out the folder as it is.
export default defineConfig({
  appType: 'mpa',
  plugins: [mockServer()],
  resolve: {
    // Lit's own writes a style attribute, which our content security policy forbids.
    alias: { 'lit/directives/style-map.js': here('./src/sandbox/theme/style-map.ts') },
  },
  build: {
    target: 'es2023',
    assetsDir: 'sandbox/assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { sandbox: here('./sandbox/index.html') } },
  },
  server: { host: '127.0.0.1' },
});
