import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Puts the script, the style and the icon into the page, which then is all there is, and lets it say itself that it may run these two and load nothing at
 * all: so a browser keeps that promise even where no server sends a header. The server's header is taken from here.
 */
const oneFile = (): Plugin => ({
  name: 'one-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const script = files
      .find((file) => file.type === 'chunk')
      ?.code.trim()
      .replaceAll('</script', '<\\/script')
      .replaceAll('<!--', '<\\!--');
    const style = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
    const icon = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.svg'));
    const page = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.html'));
    if (files.length !== 4 || script === undefined || style?.type !== 'asset' || icon?.type !== 'asset' || page?.type !== 'asset') {
      throw new Error(`The verifier must be one page, one script, one style and one icon, and is ${Object.keys(bundle).join(', ')}.`);
    }

    const css = String(style.source).trim();
    const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(css)}; img-src data:; base-uri 'none'; form-action 'none'`;
    page.source = String(page.source)
      .replace(/<script\b[^>]*\bsrc=[^>]*><\/script>/, () => `<script type="module">${script}</script>`)
      .replace(/<link\b[^>]*\brel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace(`/${icon.fileName}`, () => `data:image/svg+xml,${encodeURIComponent(String(icon.source))}`)
      .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
    for (const [name, file] of Object.entries(bundle)) if (file !== page) Reflect.deleteProperty(bundle, name);
  },
});

// The page on which anybody checks a round. One file, so that it can be saved and opened without a server.
export default defineConfig({
  appType: 'mpa',
  plugins: [oneFile()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { verifier: here('./verifier/index.html') } },
  },
});
