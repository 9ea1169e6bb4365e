import type { InventoryRoute } from '../../core/platform-module.ts';

/** Reads the solution’s files, or what was published of it. */
export const folder: InventoryRoute = {
  id: 'folder',
  title: 'Files of the solution, or what was published',
  missing: (access) =>
    access.folder === null
      ? 'inventory.folder, a folder with the solution or what was published'
      : null,
  take: async ({ folder: files, access }) => {
    if (files === null || (await files.list('')) === null) {
      return {
        ok: false,
        reason: `${access.folder ?? 'inventory.folder'} cannot be opened; is it mounted, and may the agent read it?`,
      };
    }
    // Parsers of XML are loaded where a solution is read, not where a site is recognised.
    const { readSolution } = await import('./solution.ts');
    return readSolution(files);
  },
};
