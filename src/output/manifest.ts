/** A file of a built site. */
export interface EmittedFile {
  /** Below the folder of the site, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
}

/** Written last into a built site: a folder without it, or with other files than it names, is not a whole site. */
export interface Manifest {
  readonly pages: number;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export const manifestName = 'build-manifest.json';

/** The same files give the same text. */
export function writeManifest(files: readonly EmittedFile[]): string {
  const named = files.filter(({ path }) => path !== manifestName);
  const sorted = [...named].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: Manifest = {
    pages: sorted.filter(({ path }) => path.endsWith('.html')).length,
    files: Object.fromEntries(sorted.map(({ path, bytes, sha256 }) => [path, { bytes, sha256 }])),
  };
  return `${JSON.stringify(manifest, undefined, 1)}\n`;
}

/**
 * What keeps a folder from being the site that its manifest describes, one Chinese sentence each.
 * @param text of the manifest; `undefined` where there is none
 */
export function compareWithManifest(text: string | undefined, files: readonly EmittedFile[]): string[] {
  if (text === undefined) return [`没有 ${manifestName}：这次构建没有走完，不要部署，重新运行 npm run build。`];
  const { files: wanted } = JSON.parse(text) as Manifest;
  const found = new Map(files.filter(({ path }) => path !== manifestName).map((file) => [file.path, file]));
  const lost = Object.entries(wanted).flatMap(([path, { sha256 }]) => {
    const file = found.get(path);
    if (file === undefined) return [`${path} 在清单里，文件却不在了。`];
    return file.sha256 === sha256 ? [] : [`${path} 与清单里的内容不同。`];
  });
  const added = [...found.keys()].filter((path) => !Object.hasOwn(wanted, path)).sort();
  return [...lost, ...added.map((path) => `${path} 不在清单里。`)];
}
