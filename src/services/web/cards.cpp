#include "services/web/cards.hpp"

namespace bookmarket::web {
namespace {

Html card(const catalog::WorkCard& work, const std::string& to, const std::string& year, bool first, Html rest,
          const Voice& v) {
  const auto title =
      element("h3", {{"class", "BookCard_title"}},
              {element("a", {{"class", "BookCard_link"}, {"href", v.path(to)}, {"lang", work.language.value_or("")}},
                       {work.title})});
  return element(
      "article", {{"class", "BookCard_card"}},
      {element("div", {{"class", "BookCard_front"}},
               {cover(work.cover, {.classes = "BookCard_cover", .first = first})}),
       element("div", {{"class", "BookCard_text"}},
               {title, element("p", {{"class", "BookCard_byline"}}, {byline(work, year)}), std::move(rest)})});
}

Html paragraph(std::string classes, std::initializer_list<Html> content) {
  return element("p", {{"class", std::move(classes)}}, content);
}

Html price(const std::string& text) { return element("span", {{"class", "BookCard_price"}}, {text}); }

std::string no_break(std::string text) {
  for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos;) text.replace(at, 1, "\u00A0");
  return text;
}

Html book_card_of(const catalog::WorkCard& work, const std::string& year, bool first, const Voice& v) {
  const auto& o = work.offers;
  const auto to = "/works/" + work.id.to_string();
  if (o.copies == 0) return card(work, to, year, first, paragraph("BookCard_none", {v.say("copy.none")}), v);
  Html offer;
  if (o.price_min) {
    const auto sum = v.money(*o.price_min);
    offer += price(o.copies > 1 ? v.say("price.from", {{"price", sum}}) : sum);
    if (o.best_grade) offer += grade_badge(*o.best_grade, v);
  } else if (o.exchange) {
    offer += exchange_badge(true, v);
  } else {
    offer += v.say("price.unknown");
  }
  std::string where = o.copies > 1 ? v.say("copy.count", {{"n", o.copies}}) + "\u00A0· " : "";
  for (std::size_t i = 0; i < o.places.size() && i < 2; ++i) where += (i == 0 ? "" : ", ") + v.name(o.places[i]);
  if (o.places.size() > 2) where += "…";
  if (o.places.empty()) where += v.say("place.unknown");
  Html rest = paragraph("BookCard_offer", {offer});
  rest += paragraph("BookCard_where", {where});
  if (o.price_min && o.exchange) rest += paragraph("BookCard_exchange", {exchange_badge(false, v)});
  return card(work, to, year, first, std::move(rest), v);
}

}  // namespace

Html cover(const std::string& address, const CoverLook& look) {
  const auto image = element("img", {{"src", address},
                                     {"alt", look.alt},
                                     {"width", "210"},
                                     {"height", "300"},
                                     {"loading", look.first ? "eager" : "lazy"},
                                     {"decoding", "async"},
                                     {"fetchpriority", look.first ? "high" : "auto"}});
  return element("span", {{"class", "Cover_cover " + look.classes}}, {image});
}

std::string cover_alt(const std::string& title, const std::vector<catalog::Author>& authors, const Voice& v) {
  if (authors.empty()) return v.say("cover.alt.noAuthor", {{"title", title}});
  return v.say("cover.alt", {{"title", title}, {"author", authors.front().name}});
}

std::string byline(const catalog::WorkCard& work, const std::string& year) {
  std::string out;
  for (std::size_t i = 0; i < work.authors.size() && i < 2; ++i) out += (i == 0 ? "" : ", ") + work.authors[i].name;
  if (work.authors.size() > 2) out += "…";
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  if (work.volume) add(no_break(*work.volume));
  if (!year.empty()) add(year);
  return out;
}

std::string year_text(std::optional<int> year, const Voice& v) {
  return year ? std::to_string(*year) : v.say("year.unknown");
}

std::string place_text(const std::string& name, const Voice& v) {
  return name.empty() ? v.say("place.unknown") : v.name(name);
}

std::string town_text(const catalog::Place& p, const Voice& v) {
  if (p.region == p.name) return place_text(p.name, v);
  constexpr std::string_view oblast = " область";
  const bool whole = v.language() == Language::en && p.region.ends_with(oblast);
  const auto region =
      whole ? v.name(p.region.substr(0, p.region.size() - oblast.size())) + " Oblast" : v.name(p.region);
  return place_text(p.name, v) + ", " + region;
}

Html grade_badge(catalog::Grade grade, const Voice& v) { return v.draw("grade." + std::string(catalog::slug(grade))); }
Html exchange_badge(bool only, const Voice& v) { return v.draw(only ? "exchange_only" : "exchange"); }

Html book_card(const catalog::WorkCard& work, bool first, const Voice& v) {
  auto years = year_text(work.year, v);
  if (work.year != work.year_max) years += "–" + year_text(work.year_max, v);
  return book_card_of(work, years, first, v);
}

Html book_card_by_year(const catalog::WorkCard& work, bool first, const Voice& v) {
  return book_card_of(work, year_text(work.year_max, v), first, v);
}

Html copy_card(const catalog::ShelfItem& item, bool first, const Voice& v) {
  Html offer;
  if (item.price)
    offer += price(v.money(*item.price));
  else if (!item.exchange)
    offer += v.say("price.unknown");
  offer += grade_badge(item.grade, v);
  Html rest = paragraph("BookCard_offer", {offer});
  if (item.exchange) rest += paragraph("BookCard_exchange", {exchange_badge(!item.price, v)});
  return card(item.work, "/copies/" + item.id.to_string(), {}, first, std::move(rest), v);
}

Html edition_facts(const catalog::EditionCard& e, const Voice& v) {
  Html facts;
  const auto fact = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    facts += element("div", {{"class", "EditionFacts_fact"}},
                     {element("dt", {{"class", "EditionFacts_name"}}, {v.say(name)}),
                      element("dd", {{"class", "EditionFacts_value"}}, {value})});
  };
  std::string authors;
  for (const auto& a : e.authors) authors += (authors.empty() ? "" : ", ") + a;
  fact("edition.isbn", e.isbn.value_or(e.isbn13.value_or("")));
  fact("edition.publisher", e.publisher.value_or(""));
  fact("edition.place", e.place.value_or(""));
  fact("edition.year", e.year ? std::to_string(*e.year) : v.say("edition.unknown"));
  fact("edition.language", e.language ? language_name(*e.language, v) : "");
  fact("edition.translator", e.translator.value_or(""));
  fact("edition.authors", authors);
  return element("dl", {{"class", "EditionFacts_facts"}, {"aria-label", v.say("edition.details")}}, {facts});
}

std::string language_name(const std::string& tag, const Voice& v) {
  const auto* name = v.word("language." + tag);
  return name == nullptr ? tag : *name;
}

}  // namespace bookmarket::web
