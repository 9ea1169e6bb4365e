/** What is asked of the Admin API: nothing about customers, orders or money. */
export const queries = {
  themes: `{
  themes(first: 1, roles: [MAIN]) {
    nodes {
      id
      name
      role
      themeStoreId
      updatedAt
      files(filenames: ["config/settings_schema.json"]) {
        nodes { filename body { ... on OnlineStoreThemeFileBodyText { content } } }
      }
    }
  }
}`,
  apps: `{
  appInstallations(first: 100) {
    nodes { app { title handle developerName } }
    pageInfo { hasNextPage }
  }
}`,
  versions: '{ publicApiVersions { handle displayName supported } }',
  scriptTags: `{
  scriptTags(first: 100) {
    nodes { src displayScope createdAt }
    pageInfo { hasNextPage }
  }
}`,
  webhooks: `{
  webhookSubscriptions(first: 100) {
    nodes { topic apiVersion { handle supported } }
  }
}`,
} as const;

/** One of the questions. */
export type QueryName = keyof typeof queries;

/** All of them. */
export const queryNames = [
  'themes',
  'apps',
  'versions',
  'scriptTags',
  'webhooks',
] as const satisfies readonly QueryName[];
