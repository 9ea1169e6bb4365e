/** What Google needs of a type before it shows a rich result, and what it would like to see. */
export interface TypeRequirements {
  /** Each has to be there; of a list one is enough. */
  readonly required: readonly (string | readonly string[])[];
  readonly recommended: readonly string[];
  /** The page of Google’s documentation under https://developers.google.com/search/docs/appearance/structured-data/. */
  readonly page: string;
}

const article: TypeRequirements = {
  required: [],
  recommended: ['author', 'datePublished', 'headline', 'image'],
  page: 'article',
};
const organization: TypeRequirements = {
  required: [],
  recommended: ['name', 'url', 'logo'],
  page: 'organization',
};
const localBusiness: TypeRequirements = {
  required: ['name', 'address'],
  recommended: ['openingHoursSpecification', 'telephone', 'url'],
  page: 'local-business',
};
const event: TypeRequirements = {
  required: ['name', 'startDate', 'location'],
  recommended: ['endDate', 'image', 'description', 'offers'],
  page: 'event',
};
const review: TypeRequirements = {
  required: ['author', 'reviewRating'],
  recommended: ['datePublished'],
  page: 'review-snippet',
};

/** The types that sites use most, by Google’s own lists of required and recommended properties. */
export const structuredDataTypes: Readonly<Record<string, TypeRequirements>> = {
  Article: article,
  NewsArticle: article,
  BlogPosting: article,
  Product: {
    required: ['name', ['offers', 'review', 'aggregateRating']],
    recommended: ['image', 'description'],
    page: 'product-snippet',
  },
  Offer: {
    required: [['price', 'priceSpecification']],
    recommended: ['availability', 'priceCurrency'],
    page: 'product-snippet',
  },
  AggregateOffer: {
    required: ['lowPrice', 'priceCurrency'],
    recommended: ['highPrice', 'offerCount'],
    page: 'product-snippet',
  },
  AggregateRating: {
    required: ['ratingValue', ['ratingCount', 'reviewCount']],
    recommended: [],
    page: 'review-snippet',
  },
  Review: review,
  BreadcrumbList: { required: ['itemListElement'], recommended: [], page: 'breadcrumb' },
  FAQPage: { required: ['mainEntity'], recommended: [], page: 'faqpage' },
  Question: { required: [['acceptedAnswer', 'suggestedAnswer']], recommended: [], page: 'faqpage' },
  Organization: organization,
  OnlineStore: organization,
  LocalBusiness: localBusiness,
  Restaurant: localBusiness,
  Store: localBusiness,
  Event: event,
  MusicEvent: event,
  BusinessEvent: event,
  Recipe: {
    required: ['name', 'image'],
    recommended: ['author', 'recipeIngredient', 'recipeInstructions', 'totalTime'],
    page: 'recipe',
  },
  VideoObject: {
    required: ['name', 'thumbnailUrl', 'uploadDate'],
    recommended: ['contentUrl', 'description', 'duration'],
    page: 'video',
  },
  JobPosting: {
    required: [
      'title',
      'description',
      'datePosted',
      'hiringOrganization',
      ['jobLocation', 'applicantLocationRequirements'],
    ],
    recommended: ['baseSalary', 'employmentType', 'validThrough'],
    page: 'job-posting',
  },
  WebSite: { required: ['name', 'url'], recommended: [], page: 'site-names' },
  SoftwareApplication: {
    required: ['name', 'offers', ['aggregateRating', 'review']],
    recommended: ['applicationCategory', 'operatingSystem'],
    page: 'software-app',
  },
  Course: { required: ['name', 'description'], recommended: ['provider'], page: 'course' },
};
