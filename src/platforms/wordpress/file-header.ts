/** WordPress itself reads no further (`get_file_data`). */
export const headerBytes = 8 * 1024;

/** Headers of a plugin's main file or a theme's `style.css`, as far as they are of use. */
export interface FileHeader {
  readonly name: string;
  readonly version: string | null;
  /** Parent of a theme. */
  readonly template: string | null;
  readonly updateUri: string | null;
}

/** Reads the headers as WordPress does (`get_file_data`, `get_plugin_data`); null where the file has none. */
export function readFileHeader(text: string, kind: 'plugin' | 'theme'): FileHeader | null {
  const head = text.slice(0, headerBytes).replace(/\r\n?/g, '\n');
  const name = headerOf(head, kind === 'plugin' ? 'Plugin Name' : 'Theme Name');
  if (name === null) return null;
  return {
    name,
    version: headerOf(head, 'Version'),
    template: headerOf(head, 'Template'),
    updateUri: headerOf(head, 'Update URI'),
  };
}

function headerOf(head: string, header: string): string | null {
  const line = new RegExp(`^(?:[ \\t]*<\\?php)?[ \\t/*#@]*${header}:(.*)$`, 'im').exec(head)?.[1];
  const value = (line ?? '')
    .slice(0, 500)
    .replace(/\s*(?:\*\/|\?>).*/, '')
    .trim();
  return value === '' ? null : value;
}
