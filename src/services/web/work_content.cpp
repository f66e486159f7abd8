#include <algorithm>
#include <set>

#include "services/web/cards.hpp"
#include "services/web/content.hpp"

namespace bookmarket::web {
namespace {

using catalog::WorkView;

using Chosen = std::optional<catalog::EditionId>;

constexpr std::size_t chips_narrow = 3, chips_wide = 7, copies_shown = 12;  // as many as the client shows at first

Html heading(const WorkView& w, const Voice& v) {
  Html authors;
  for (std::size_t i = 0; i < w.authors.size(); ++i) {
    if (i > 0) authors += ", ";
    authors += element("a", {{"href", v.path("/authors/" + w.authors[i].id.to_string())}}, {w.authors[i].name});
  }
  if (w.authors.empty()) authors = v.say("work.author.unknown");
  const std::string genre(catalog::slug(w.genre));
  Html facts = element("li", {},
                       {element("a", {{"class", "WorkView_fact"}, {"href", v.path("/search?genre=" + genre)}},
                                {v.say("genre." + genre)})});
  for (const auto& tag : w.languages) facts += element("li", {}, {language_name(tag, v)});
  facts += element("li", {},
                   {w.year ? v.say("work.firstYear", {{"year", std::to_string(*w.year)}}) : v.say("year.unknown")});
  return element(
      "div", {{"class", "WorkView_heading"}},
      {element("h1", {{"class", "WorkView_title"}, {"lang", w.languages.empty() ? "" : w.languages.front()}},
               {w.title}),
       w.volume ? element("p", {{"class", "WorkView_volume"}}, {*w.volume}) : Html(),
       element("p", {{"class", "WorkView_authors"}}, {authors}), element("ul", {{"class", "WorkView_facts"}}, {facts}),
       w.genre_note
           ? element("p", {{"class", "WorkView_note"}, {"lang", "uk"}}, {v.say("work.note", {{"note", *w.genre_note}})})
           : Html()});
}

Html summary(const WorkView& w, const Voice& v) {
  if (w.copies_total == 0) return element("p", {{"class", "WorkView_none"}}, {v.say("copy.none")});
  const auto cheapest = std::ranges::find_if(w.copies, [](const auto& c) { return c.price.has_value(); });
  std::string price = v.say("price.none");
  if (cheapest != w.copies.end()) {
    price = v.money(*cheapest->price);
    if (w.copies_total > 1) price = v.say("price.from", {{"price", price}});
  }
  std::set<std::string_view> places;
  for (const auto& c : w.copies) places.insert(c.place.code);
  std::string count = v.say("copy.count", {{"n", w.copies_total}}) + " ";
  if (w.copies_total == std::ssize(w.copies)) count += v.say("copy.inPlaces", {{"n", std::ssize(places)}});
  return element("div", {{"class", "WorkView_summary"}},
                 {element("p", {},
                          {element("span", {{"class", "WorkView_price"}}, {price}),
                           element("span", {{"class", "WorkView_count"}}, {count})}),
                  element("a", {{"href", "#copies"}, {"class", "Button_button Button_primary WorkView_jump"}},
                          {v.say("work.toCopies")})});
}

std::string edition_name(const catalog::EditionCard& e, const Voice& v) {
  const std::string printer = e.publisher ? *e.publisher : e.place.value_or("");
  if (printer.empty() && !e.year) return v.say("work.edition.unnamed");
  return printer + (printer.empty() ? "" : ", ") + year_text(e.year, v);
}

/// Editions as links to their own addresses: those on the shelves first, then the newest.
Html editions(const WorkView& w, const Chosen& chosen, const Voice& v) {
  struct Chip {
    const catalog::EditionCard* edition;
    std::int64_t copies;
  };
  std::vector<Chip> chips;
  for (const auto& e : w.editions)
    chips.push_back({&e, std::ranges::count(w.copies, e.id, &catalog::CopyCard::edition_id)});
  std::ranges::sort(chips, [](const Chip& a, const Chip& b) {
    if ((a.copies > 0) != (b.copies > 0)) return a.copies > 0;
    const auto year = [](const Chip& c) { return c.edition->year.value_or(0); };
    return year(a) != year(b) ? year(a) > year(b) : a.edition < b.edition;
  });
  const auto label = [&](const std::string& name, std::int64_t n, const std::string& to, bool on,
                         std::string_view classes = {}) {
    return element(
        "a", {{"class", "EditionChips_chip" + std::string(classes)}, {"href", to}, {"aria-current", on ? "true" : ""}},
        {name, element("span", {{"class", "EditionChips_note"}}, {v.number(n)})});
  };
  const auto here = v.path("/works/" + w.id.to_string());
  Html out = label(v.say("work.editions.all"), w.copies_total, here, !chosen);
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const auto& e = *chips[i].edition;
    const bool on = chosen == e.id;
    if (i >= chips_wide && !on) continue;
    out += label(edition_name(e, v), chips[i].copies, e.isbn13 ? v.path("/editions/" + *e.isbn13) : here, on,
                 i >= chips_narrow && !on ? " EditionChips_wide" : "");
  }
  // The client has a button there that shows the rest.
  const auto on_its_own = [&](std::size_t shown) {
    const auto at = std::ranges::find_if(chips, [&](const Chip& c) { return chosen == c.edition->id; });
    return at != chips.end() && at - chips.begin() >= static_cast<std::ptrdiff_t>(shown);
  };
  const auto room = [&](std::size_t shown, std::string_view width) {
    const auto n = std::ssize(chips) - static_cast<std::ptrdiff_t>(shown) - (on_its_own(shown) ? 1 : 0);
    if (n <= 0) return Html();
    return element(
        "span",
        {{"class", "EditionChips_more EditionChips_room EditionChips_" + std::string(width)}, {"aria-hidden", "true"}},
        {v.say("work.editions.more", {{"n", n}})});
  };
  out += room(chips_narrow, "narrow");
  out += room(chips_wide, "wide");
  return element("fieldset", {},
                 {element("legend", {{"class", "EditionChips_legend"}}, {v.say("work.editions")}),
                  element("div", {{"class", "EditionChips_chips"}}, {out})});
}

Html copy_row(const WorkView& w, const catalog::CopyCard& c, const Voice& v) {
  Html deal = c.price ? element("span", {{"class", "CopyList_price"}}, {v.money(*c.price)}) : Html();
  if (c.exchange)
    deal += exchange_badge(!c.price, v);
  else if (!c.price)
    deal += v.say("price.unknown");
  const auto edition = std::ranges::find(w.editions, c.edition_id, &catalog::EditionCard::id);
  const auto meta = [](const std::string& text) { return element("p", {{"class", "CopyList_meta"}}, {text}); };
  const auto grade = v.say("grade." + std::string(catalog::slug(c.grade)));
  const auto price = c.price ? v.money(*c.price) : v.say("copy.exchangeOnly");
  return element(
      "li", {{"class", "CopyList_card"}},
      {element("div", {{"class", "CopyList_top"}},
               {element("span", {{"class", "CopyList_deal"}}, {deal}), grade_badge(c.grade, v)}),
       c.notes ? element("p", {{"class", "CopyList_notes"}, {"lang", "uk"}}, {*c.notes}) : Html(),
       meta(edition == w.editions.end() ? v.say("work.edition.unnamed") : edition_name(*edition, v)),
       element("p", {{"class", "CopyList_meta"}},
               {v.draw("icon.place"), place_text(c.place.name, v) + " · " + v.name(c.seller.name)}),
       element("a",
               {{"class", "CopyList_cover"},
                {"href", v.path("/copies/" + c.id.to_string())},
                {"aria-label", v.say("table.view") + ": " + grade + ", " + price + ", " + place_text(c.place.name, v)}},
               {v.draw("icon.go")})});
}

Html copies(const WorkView& w, const Chosen& chosen, const Voice& v) {
  std::vector<const catalog::CopyCard*> shown;
  for (const auto& c : w.copies)
    if ((!chosen || c.edition_id == *chosen) && shown.size() < copies_shown) shown.push_back(&c);
  Html rows;
  for (const auto* c : shown) rows += copy_row(w, *c, v);
  Html list = element("ul", {{"class", "CopyList_cards"}}, {rows});
  if (shown.empty()) list = element("p", {{"class", "CopyList_none"}}, {v.say("work.copies.noneEdition")});
  if (w.copies_total == 0) list = v.draw("no_copies");
  return element(
      "section", {{"id", "copies"}, {"aria-labelledby", "copies-title"}, {"class", "WorkView_copies"}},
      {element("h2", {{"id", "copies-title"}}, {v.say(w.copies_total > 1 ? "work.copies.compare" : "work.copies")}),
       list});
}

}  // namespace

Html work_content(const WorkView& w, const Voice& v, Chosen chosen) {
  const auto stand =
      element("div", {{"class", "WorkView_stand"}},
              {cover(w.cover, {.classes = "WorkView_cover", .alt = cover_alt(w.title, w.authors, v), .first = true}),
               element("div", {{"class", "WorkView_board"}})});
  Html words = summary(w, v);
  if (w.editions.size() > 1) words += editions(w, chosen, v);
  const auto told = w.editions.size() == 1 ? w.editions.begin()
                    : chosen               ? std::ranges::find(w.editions, *chosen, &catalog::EditionCard::id)
                                           : w.editions.end();
  if (told != w.editions.end()) words += edition_facts(*told, v);
  return element("div", {{"class", "WorkView_page"}},
                 {element("div", {{"class", "WorkView_book"}},
                          {stand, heading(w, v), element("div", {{"class", "WorkView_words"}}, {words})}),
                  copies(w, chosen, v)});
}

}  // namespace bookmarket::web
