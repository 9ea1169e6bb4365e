/** A plugin that a namespace of the REST API gives away. */
export interface NamespaceOwner {
  readonly slug: string;
  /** Sold elsewhere than on WordPress.org. */
  readonly sold?: true;
}

/** Namespaces by the plugin that registers them; those of several plugins, or of core, are left out. */
const owners: Readonly<Record<string, NamespaceOwner>> = {
  'akismet/v1': { slug: 'akismet' },
  'aioseo/v1': { slug: 'all-in-one-seo-pack' },
  'complianz/v1': { slug: 'complianz-gdpr' },
  'contact-form-7/v1': { slug: 'contact-form-7' },
  'elementor/v1': { slug: 'elementor' },
  'gf/v2': { slug: 'gravityforms', sold: true },
  'google-site-kit/v1': { slug: 'google-site-kit' },
  'jetpack/v4': { slug: 'jetpack' },
  'litespeed/v1': { slug: 'litespeed-cache' },
  'mailpoet/v1': { slug: 'mailpoet' },
  'monsterinsights/v1': { slug: 'google-analytics-for-wordpress' },
  'rankmath/v1': { slug: 'seo-by-rank-math' },
  'redirection/v1': { slug: 'redirection' },
  'regenerate-thumbnails/v1': { slug: 'regenerate-thumbnails' },
  'tribe/events/v1': { slug: 'the-events-calendar' },
  'wc/v3': { slug: 'woocommerce' },
  'wordfence/v1': { slug: 'wordfence' },
  'wp-rocket/v1': { slug: 'wp-rocket', sold: true },
  'yoast/v1': { slug: 'wordpress-seo' },
};

/** Who registers these namespaces, as far as it is known. */
export function ownersOf(namespaces: readonly unknown[]): readonly NamespaceOwner[] {
  return namespaces.flatMap((namespace) =>
    typeof namespace === 'string' && Object.hasOwn(owners, namespace)
      ? (owners[namespace] ?? [])
      : [],
  );
}
