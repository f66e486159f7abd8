import { Route, Routes } from 'react-router';
import Home from '@/pages/home/HomePage';
import Search from '@/pages/search/SearchPage';
import Work from '@/pages/work/WorkPage';
import Edition from '@/pages/edition/EditionPage';
import Copy from '@/pages/copy/CopyPage';
import Author from '@/pages/author/AuthorPage';
import Seller from '@/pages/seller/SellerPage';
import About from '@/pages/about/AboutPage';
import NotFound from '@/pages/notFound/NotFoundPage';
import { Account } from './Account';
import { Layout } from './Layout';
import { Moderation } from './Moderation';
import { People } from './People';
import { Reports } from './Reports';
import { Shelf } from './Shelf';
import { Wishes } from './Wishes';

// All pages of the market are one file: together they are small, and many small files cost a slow network a round trip
// each.
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
    <Route path="sign-up" element={<People page="sign_up" />} />
    <Route path="verify-email" element={<People page="verify_email" />} />
    <Route path="sign-in" element={<People page="sign_in" />} />
    <Route path="reset-password" element={<People page="reset_password" />} />
    <Route path="account" element={<Account page="account" />} />
    <Route path="account/data" element={<Account page="account_data" />} />
    <Route path="account/history" element={<Account page="account_history" />} />
    <Route path="account/leave" element={<Account page="account_leave" />} />
    <Route path="goodbye" element={<Account page="goodbye" />} />
    <Route path="sell" element={<Shelf page="sell" />} />
    <Route path="shelf" element={<Shelf page="shelf" />} />
    <Route path="profile" element={<Shelf page="profile" />} />
    <Route path="wishes" element={<Wishes page="wishes" />} />
    <Route path="wishes/import" element={<Wishes page="wishes_import" />} />
    <Route path="reports" element={<Reports page="reports" />} />
    <Route path="decisions" element={<Reports page="decisions" />} />
    <Route path="moderation/:id?" element={<Moderation />} />
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
