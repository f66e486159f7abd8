import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './Layout';
import { parts } from './pageParts';

const Home = lazy(parts.home);
const Search = lazy(parts.search);
const Work = lazy(parts.works);
const Edition = lazy(parts.editions);
const Copy = lazy(parts.copies);
const Author = lazy(parts.authors);
const Seller = lazy(parts.sellers);
const About = lazy(parts.about);
const NotFound = lazy(parts.notFound);

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
