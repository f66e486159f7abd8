#include "services/web/content.hpp"

#include "services/web/cards.hpp"

namespace bookmarket::web {
namespace {

constexpr std::size_t in_window = 3;  ///< books that stand in the home page's window

/// «Показуємо результати для …», and why.
Html rewritten(const catalog::SearchView& found, const Voice& v) {
  const auto& q = found.query;
  if (q.rewrite == catalog::QueryRewrite::none || !q.understood) return {};
  const auto why = shape::Slugs<catalog::QueryRewrite>::values[static_cast<std::size_t>(q.rewrite)];
  return element(
      "div", {{"class", "Rewritten_note"}, {"role", "status"}},
      {element("p", {{"class", "Rewritten_main"}}, {v.say("search.rewrite", {{"understood", *q.understood}})}),
       element("p", {{"class", "Rewritten_why"}}, {v.say("search.rewrite." + std::string(why))})});
}

bool filtered(const catalog::SearchQuery& q) {
  return !q.lang.empty() || !q.genre.empty() || !q.grade.empty() || !q.place.empty() || q.price_min || q.price_max ||
         q.year_min || q.year_max || q.exchange.value_or(false) || q.sale.value_or(false);
}

bool only_genre(const catalog::SearchQuery& q) {
  auto rest = q;
  rest.genre.clear();
  return q.genre.size() == 1 && !filtered(rest);
}

}  // namespace

Slots home_content(const catalog::SearchView& newest, const Voice& v) {
  Slots out{{"lead", v.say("home.lead", {{"books", newest.total}})}};
  Html cards;
  for (std::size_t i = 0; i < newest.items.size(); ++i) {
    const auto& work = newest.items[i];
    if (i >= in_window) {
      cards += element("li", {}, {book_card(work, false, v)});
      continue;
    }
    const auto alt = cover_alt(work.title, work.authors, v);
    static constexpr std::string_view slots[in_window] = {"window1", "window2", "window3"};
    out.push_back({slots[i], element("a", {{"class", "Hero_link"}, {"href", v.path("/works/" + work.id.to_string())}},
                                     {cover(work.cover, {.classes = {}, .alt = alt, .first = true})})});
  }
  out.push_back({"cards", cards});
  return out;
}

Html search_content(const catalog::SearchView& found, const catalog::SearchQuery& query, const Voice& v) {
  const auto& text = found.query.text;
  const auto title = !text.empty()       ? v.say("search.title.query", {{"q", text}})
                     : only_genre(query) ? v.say("genre." + std::string(catalog::slug(query.genre.front())))
                                         : v.say("search.title.all");
  // Where years decide the order, the one that decides stands alone; a filter may have chosen another.
  const bool by_year =
      query.sort == catalog::SearchSort::year_desc && !query.year_min && !query.year_max && query.lang.empty();
  const bool none = found.total == 0, bare = none && !filtered(query);
  const std::string why = filtered(query) ? "search.empty.filters" : "search.empty.query";
  const auto results =
      element("section", {{"class", "SearchPage_results"}, {"aria-labelledby", "results"}},
              {element("h2", {{"id", "results"}, {"class", "visually-hidden"}}, {v.say("search.results")}),
               none ? Html() : element("div", {{"class", "SearchPage_bar"}}),
               filtered(query) ? element("div", {{"class", "SearchPage_chips"}}) : Html(),
               bare && text.empty() ? v.draw("empty_market")
               : none ? v.draw("nothing_found", {{"title", v.say(why + ".title")}, {"text", v.say(why, {{"q", text}})}})
                      : card_grid(found.items, "Grid_grid Grid_narrow", by_year ? book_card_by_year : book_card, v)});
  return element(
      "div", {{"class", "SearchPage_page"}},
      {element("div", {{"class", "SearchPage_head"}},
               {element("h1", {{"class", "SearchPage_title"}}, {title}),
                none ? Html()
                     : element("p", {{"class", "SearchPage_count"}}, {v.say("search.count", {{"n", found.total}})})}),
       rewritten(found, v),
       bare ? results
            : element("div", {{"class", "SearchPage_columns"}},
                      {element("div", {{"class", "SearchPage_rail"}}), results})});
}

Html copy_content(const catalog::CopyView& c, bool demo, const Voice& v) {
  const auto& w = c.work;
  const auto stand =
      element("figure", {{"class", "CopyPage_stand"}},
              {cover(w.cover, {.classes = "CopyPage_cover", .alt = cover_alt(w.title, w.authors, v), .first = true}),
               element("div", {{"class", "CopyPage_board"}}),
               element("figcaption", {{"class", "CopyPage_caption"}},
                       {v.say("cover.generated") + ". " + v.say("copy.noPhoto")})});
  const auto head = element(
      "div", {},
      {element("p", {{"class", "CopyPage_kind"}}, {v.say("copy.title")}),
       element("h1", {{"class", "CopyPage_title"}, {"lang", w.language.value_or("")}},
               {element("a", {{"class", "CopyPage_work"}, {"href", v.path("/works/" + w.id.to_string())}}, {w.title})}),
       element("p", {{"class", "CopyPage_byline"}}, {byline(w, year_text(c.edition.year, v))})});
  const auto seller = v.path("/sellers/" + c.seller.id.to_string());
  const auto point = [&](std::string_view icon, const Html& text, std::string classes = {}) {
    return element("li", {{"class", std::move(classes)}}, {v.draw(icon), text});
  };
  const auto status = "status." + std::string(catalog::slug(c.status));
  const auto buy = element(
      "div", {{"class", "CopyPage_buy"}},
      {element("p", {{"class", "CopyPage_price"}}, {c.price ? v.money(*c.price) : v.say("price.none")}),
       c.status == catalog::CopyStatus::available ? Html()
                                                  : element("p", {{"class", "CopyPage_status"}}, {v.say(status)}),
       element("ul", {{"class", "CopyPage_points"}},
               {c.exchange && c.price ? point("icon.exchange", v.say("filter.exchange"), "CopyPage_exchange") : Html(),
                point("icon.town", town_text(c.place, v)),
                point("icon.person",
                      element("a", {{"class", "CopyPage_seller"}, {"href", seller}}, {v.name(c.seller.name)}))}),
       demo ? element("p", {{"class", "CopyPage_demo"}}, {v.say("copy.demo")}) : Html(),
       element("div", {{"class", "CopyPage_actions"}},
               {element("a", {{"class", "Button_button"}, {"href", v.path("/works/" + w.id.to_string())}},
                        {v.say("copy.others")}),
                element("a", {{"class", "Button_button"}, {"href", seller}}, {v.say("copy.seller.visit")})})});
  const std::string grade = "grade." + std::string(catalog::slug(c.grade));
  const auto said = c.notes
                        ? element("figure", {{"class", "CopyPage_said"}},
                                  {element("figcaption", {{"class", "CopyPage_quiet"}}, {v.say("copy.notes")}),
                                   element("blockquote", {{"class", "CopyPage_notes"}, {"lang", "uk"}}, {*c.notes})})
                        : element("p", {{"class", "CopyPage_quiet"}}, {v.say("copy.notes.none")});
  const auto state = element(
      "section", {{"class", "CopyPage_state"}, {"aria-labelledby", "grade"}},
      {element("h2", {{"id", "grade"}, {"class", "CopyPage_sub"}}, {v.say("copy.grade", {{"grade", v.say(grade)}})}),
       element("p", {}, {v.say(grade + ".meaning")}), said});
  const auto edition =
      element("section", {{"aria-labelledby", "edition"}},
              {element("h2", {{"id", "edition"}, {"class", "CopyPage_sub"}}, {v.say("edition.details")}),
               edition_facts(c.edition, v)});
  const auto words =
      element("div", {{"class", "CopyPage_words"}},
              {head, buy, state, edition,
               element("p", {{"class", "CopyPage_quiet"}}, {v.say("copy.listed", {{"date", v.date(c.listed_at)}})})});
  return element("div", {{"class", "CopyPage_page"}},
                 {element("div", {{"class", "CopyPage_columns"}}, {stand, words})});
}

Html author_content(const catalog::AuthorView& a, const Voice& v) {
  const auto lead = a.next_cursor ? v.say("author.many") : v.say("author.works", {{"n", std::ssize(a.items)}});
  Html out = element("div", {{"class", "PageHead_head"}},
                     {element("h1", {}, {a.name}), element("p", {{"class", "PageHead_lead"}}, {lead})});
  out += element("h2", {{"class", "visually-hidden"}}, {v.say("list.books")});
  out += card_grid(a.items, "Grid_grid", book_card, v);
  return out;
}

Html shelf_content(const catalog::ShelfView& s, const Voice& v) {
  const auto& seller = s.seller;
  const auto name = v.name(seller.name);
  // The initial: the first letter of the name, whatever its length in UTF-8.
  std::size_t letter = name.empty() ? 0 : 1;
  while (letter < name.size() && (static_cast<unsigned char>(name[letter]) & 0xC0U) == 0x80U) ++letter;
  std::string facts = town_text(seller.place, v) + " · " + v.say("seller.since", {{"date", v.date(seller.since)}});
  if (!s.next_cursor) facts += " · " + v.say("seller.copies", {{"n", std::ssize(s.items)}});
  Html out = element(
      "div", {{"class", "SellerPage_sign"}},
      {element("span", {{"class", "SellerPage_initial"}, {"aria-hidden", "true"}}, {name.substr(0, letter)}),
       element("div", {{"class", "SellerPage_words"}},
               {element("p", {{"class", "SellerPage_kind"}}, {v.say("seller.shelf")}), element("h1", {}, {name}),
                element("p", {{"class", "SellerPage_facts"}}, {v.draw("icon.shelf_town"), facts}),
                seller.about ? element("p", {{"class", "SellerPage_about"}, {"lang", "uk"}}, {*seller.about}) : Html(),
                seller.demo ? element("p", {{"class", "SellerPage_demo"}}, {v.say("seller.demo")}) : Html()})});
  out += element("h2", {{"class", "visually-hidden"}}, {v.say("list.books")});
  out += card_grid(s.items, "Grid_grid", copy_card, v);
  return out;
}

}  // namespace bookmarket::web
