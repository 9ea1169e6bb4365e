/** Most characters that are read. */
const readLength = 8192;

/** The targets of a relation in a `Link` header (RFC 8288, 3), as they are written. */
export function linkTargets(header: string, relation: string): readonly string[] {
  const links = header.slice(0, readLength).matchAll(/<([^<>]{0,2048})>([^<]{0,1024})/g);
  return [...links].flatMap(([, target = '', parameters = '']) => {
    const rel = /;\s{0,9}rel\s{0,9}=\s{0,9}"?([^";,]{0,200})/i.exec(parameters)?.[1] ?? '';
    return rel.toLowerCase().split(/\s+/).includes(relation) ? [target] : [];
  });
}
