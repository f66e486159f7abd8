// The code of each page, loaded when the page is first shown.
export const parts = {
  home: () => import('@/pages/home/HomePage'),
  search: () => import('@/pages/search/SearchPage'),
  works: () => import('@/pages/work/WorkPage'),
  editions: () => import('@/pages/edition/EditionPage'),
  copies: () => import('@/pages/copy/CopyPage'),
  authors: () => import('@/pages/author/AuthorPage'),
  sellers: () => import('@/pages/seller/SellerPage'),
  about: () => import('@/pages/about/AboutPage'),
  notFound: () => import('@/pages/notFound/NotFoundPage'),
};
