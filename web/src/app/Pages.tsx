import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './Layout';

const Home = lazy(() => import('@/pages/home/HomePage'));
const Search = lazy(() => import('@/pages/search/SearchPage'));
const Work = lazy(() => import('@/pages/work/WorkPage'));
const Edition = lazy(() => import('@/pages/edition/EditionPage'));
const Copy = lazy(() => import('@/pages/copy/CopyPage'));
const Author = lazy(() => import('@/pages/author/AuthorPage'));
const Seller = lazy(() => import('@/pages/seller/SellerPage'));
const About = lazy(() => import('@/pages/about/AboutPage'));
const NotFound = lazy(() => import('@/pages/notFound/NotFoundPage'));

const pages = (
  <>
    <Route index element={<Home />} />
    <Route path="search" element={<Search />} />
    <Route path="works/:id" element={<Work />} />
    <Route path="editions/:isbn" element={<Edition />} />
    <Route path="copies/:id" element={<Copy />} />
    <Route path="authors/:id" element={<Author />} />
    <Route path="sellers/:id" element={<Seller />} />
    <Route path="about" element={<About />} />
    <Route path="*" element={<NotFound />} />
  </>
);

export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route path="/">{pages}</Route>
        <Route path="/en">{pages}</Route>
      </Route>
    </Routes>
  );
}
