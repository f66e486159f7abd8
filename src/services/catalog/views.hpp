// What readers of the catalogue are shown: the messages of its API. An empty optional is left out.
#pragma once

#include "services/catalog/domain/described.hpp"

namespace bookmarket::catalog {

struct OffersView {
  std::int64_t copies = 0;
  std::optional<Money> price_min;
  std::optional<Grade> best_grade;
  bool exchange = false;
  std::vector<std::string> places;
};
struct WorkCard {
  WorkId id;
  std::string title;
  std::vector<Author> authors;
  std::optional<std::string> volume;
  std::optional<int> year, year_max;
  std::optional<std::string> language;
  Genre genre = Genre::other;
  std::string cover;
  OffersView offers;
};
struct EditionCard {
  EditionId id;
  std::optional<std::string> isbn13, isbn;
  std::string title;
  std::vector<std::string> authors;
  std::optional<int> year;
  std::optional<std::string> language, place, publisher, translator;
};
struct SellerRef {
  SellerId id;
  std::string name;
};
struct PictureView {
  std::string url, type;
  int width = 0, height = 0;
};
struct PhotoView {
  PhotoId id;
  std::string colour;
  std::vector<PictureView> pictures;
};
struct CopyCard {
  CopyId id;
  WorkId work_id;
  EditionId edition_id;
  Grade grade = Grade::good;
  std::optional<std::string> notes;
  std::optional<Money> price;
  bool exchange = false;
  CopyStatus status = CopyStatus::available;
  Place place;
  std::vector<PhotoView> photos;
  SellerRef seller;
  Timestamp listed_at;
};
struct ShelfItem : CopyCard {
  WorkCard work;
};
struct WorkView {
  WorkId id;
  std::string title;
  std::vector<Author> authors;
  std::optional<std::string> volume, genre_note;
  Genre genre = Genre::other;
  std::vector<std::string> languages;
  std::optional<int> year;
  std::string cover;
  std::vector<EditionCard> editions;
  std::vector<CopyCard> copies;
  std::int64_t copies_total = 0;
};
struct EditionView : EditionCard {
  WorkCard work;
  std::vector<CopyCard> copies;
};
struct CopyView : CopyCard {
  WorkCard work;
  EditionCard edition;
  std::vector<ShelfItem> more_from_seller;
};
struct AuthorView {
  AuthorId id;
  std::string name;
  std::vector<WorkCard> items;
  std::optional<std::string> next_cursor;
};
struct SellerView {
  SellerId id;
  std::string name;
  Place place;
  std::optional<std::string> about;
  Timestamp since;
  bool demo = false;
};
struct ShelfView {
  SellerView seller;
  std::vector<ShelfItem> items;
  std::optional<std::string> next_cursor;
};
enum class SearchSort : std::uint8_t { relevance, newest, price_asc, price_desc, year_desc, title };
enum class QueryRewrite : std::uint8_t { none, keyboard_layout, transliteration, spelling, translation };
struct QueryView {
  std::string text;
  QueryRewrite rewrite = QueryRewrite::none;
  std::optional<std::string> understood;
};
struct FacetValue {
  std::string value;
  std::optional<std::string> label;
  std::int64_t count = 0;
};
struct FacetsView {
  std::vector<FacetValue> language, genre, decade, grade, price, place, exchange, sale;
};
struct SearchView {
  QueryView query;
  std::int64_t total = 0;
  std::vector<WorkCard> items;
  FacetsView facets;
  std::optional<std::string> next_cursor;
};
enum class SuggestionType : std::uint8_t { work, author };
struct SuggestionView {
  SuggestionType kind = SuggestionType::work;
  std::string text;
  std::optional<std::string> author;
  std::optional<std::string> work_id;
};
struct SuggestionsView {
  std::vector<SuggestionView> items;
};
struct PlaceSuggestion {
  std::string code, name;
  PlaceCategory category = PlaceCategory::village;
  std::optional<std::string> community, district;
  std::string region;
};
struct PlaceSuggestionsView {
  std::vector<PlaceSuggestion> items;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Slugs<catalog::SearchSort> {
  static constexpr std::array<std::string_view, 6> values{"relevance",  "newest",    "price_asc",
                                                          "price_desc", "year_desc", "title"};
};
template <>
struct Slugs<catalog::QueryRewrite> {
  static constexpr std::array<std::string_view, 5> values{"none", "keyboard_layout", "transliteration", "spelling",
                                                          "translation"};
};
template <>
struct Slugs<catalog::SuggestionType> {
  static constexpr std::array<std::string_view, 2> values{"work", "author"};
};
template <>
struct Describe<catalog::OffersView> {
  using T = catalog::OffersView;
  static constexpr std::string_view
      name = "Offers",
      doc = "The copies of a work on offer, in short; in a search, those that fit the filters.";
  static constexpr auto fields =
      std::tuple{field("copies", &T::copies, {.doc = "How many.", .example = "3", .min = 0}),
                 field("price_min", &T::price_min, {.doc = "The cheapest; absent when none is for sale."}),
                 field("best_grade", &T::best_grade, {.doc = "Absent without copies.", .example = "very_good"}),
                 field("exchange", &T::exchange, {.doc = "Whether a copy may be exchanged.", .example = "true"}),
                 field("places", &T::places, {.doc = "Up to three settlements.", .example = "[\"Львів\"]"})};
};
template <>
struct Describe<catalog::WorkCard> {
  using T = catalog::WorkCard;
  static constexpr std::string_view name = "WorkCard", doc = "A work as a list shows it.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("title", &T::title, {.example = "Лісова пісня"}),
                 field("authors", &T::authors, {}),
                 field("volume", &T::volume, {.doc = "As printed.", .example = "т. 1"}),
                 field("year", &T::year, {.doc = "Of the earliest edition known.", .example = "1912"}),
                 field("year_max", &T::year_max, {.doc = "Of the newest edition known.", .example = "2018"}),
                 field("language", &T::language, {.doc = "ISO 639.", .example = "uk"}),
                 field("genre", &T::genre, {.example = "poetry"}),
                 field("cover", &T::cover, {.doc = "Address of a cover picture, 7:10."}),
                 field("offers", &T::offers, {})};
};
template <>
struct Describe<catalog::EditionCard> {
  using T = catalog::EditionCard;
  static constexpr std::string_view name = "EditionCard", doc = "One printing of a work.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("isbn13", &T::isbn13, {.example = "9786177409402"}),
                 field("isbn", &T::isbn, {.doc = "Hyphenated.", .example = "978-617-7409-40-2"}),
                 field("title", &T::title, {}),
                 field("authors", &T::authors, {.doc = "As printed."}),
                 field("year", &T::year, {.example = "1992"}),
                 field("language", &T::language, {.example = "uk"}),
                 field("place", &T::place, {.doc = "Of publication.", .example = "Київ"}),
                 field("publisher", &T::publisher, {.example = "Наукова думка"}),
                 field("translator", &T::translator, {})};
};
template <>
struct Describe<catalog::SellerRef> {
  using T = catalog::SellerRef;
  static constexpr std::string_view name = "SellerRef", doc = "Whose copy it is.";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}), field("name", &T::name, {})};
};
template <>
struct Describe<catalog::PictureView> {
  using T = catalog::PictureView;
  static constexpr std::string_view name = "Picture", doc = "A photo in one size and encoding.";
  static constexpr auto fields = std::tuple{
      field("url", &T::url, {.doc = "Changes with its content."}), field("type", &T::type, {.example = "image/webp"}),
      field("width", &T::width, {.example = "800"}), field("height", &T::height, {.example = "600"})};
};
template <>
struct Describe<catalog::PhotoView> {
  using T = catalog::PhotoView;
  static constexpr std::string_view name = "Photo", doc = "A photo of a copy.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}), field("colour", &T::colour, {.doc = "To show until it is there.", .example = "#8a6d3b"}),
      field("pictures", &T::pictures, {})};
};
template <>
struct Describe<catalog::CopyCard> {
  using T = catalog::CopyCard;
  static constexpr std::string_view name = "CopyCard", doc = "One physical book that one person offers.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("work_id", &T::work_id, {}),
                 field("edition_id", &T::edition_id, {}),
                 field("grade", &T::grade, {.doc = "How it has aged, best first.", .example = "very_good"}),
                 field("notes", &T::notes, {.doc = "What the grade does not say."}),
                 field("price", &T::price, {.doc = "Absent: for exchange only."}),
                 field("exchange", &T::exchange, {.doc = "Whether its owner would exchange it."}),
                 field("status", &T::status, {}),
                 field("place", &T::place, {}),
                 field("photos", &T::photos, {.doc = "The first one stands for it."}),
                 field("seller", &T::seller, {}),
                 field("listed_at", &T::listed_at, {})};
};
template <>
struct Describe<catalog::ShelfItem> {
  using T = catalog::ShelfItem;
  static constexpr std::string_view name = "ShelfItem", doc = "A copy together with its work.";
  static constexpr auto fields =
      std::tuple_cat(Describe<catalog::CopyCard>::fields, std::tuple{field("work", &T::work, {})});
};
template <>
struct Describe<catalog::WorkView> {
  using T = catalog::WorkView;
  static constexpr std::string_view name = "Work", doc = "A work with its editions and all copies on offer.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("title", &T::title, {.example = "Тигролови"}),
                 field("authors", &T::authors, {}),
                 field("volume", &T::volume, {}),
                 field("genre", &T::genre, {}),
                 field("genre_note", &T::genre_note, {.doc = "The cataloguer's own words.", .example = "роман"}),
                 field("languages", &T::languages, {}),
                 field("year", &T::year, {.doc = "Of the earliest edition known."}),
                 field("cover", &T::cover, {}),
                 field("editions", &T::editions, {}),
                 field("copies", &T::copies, {.doc = "Available ones, cheapest first; at most 100."}),
                 field("copies_total", &T::copies_total, {.doc = "Available ones in all.", .min = 0})};
};
template <>
struct Describe<catalog::EditionView> {
  using T = catalog::EditionView;
  static constexpr std::string_view name = "Edition", doc = "An edition with its work and its copies on offer.";
  static constexpr auto fields = std::tuple_cat(
      Describe<catalog::EditionCard>::fields, std::tuple{field("work", &T::work, {}), field("copies", &T::copies, {})});
};
template <>
struct Describe<catalog::CopyView> {
  using T = catalog::CopyView;
  static constexpr std::string_view name = "Copy",
                                    doc = "A copy, what it is a copy of, and what else its seller offers.";
  static constexpr auto fields =
      std::tuple_cat(Describe<catalog::CopyCard>::fields,
                     std::tuple{field("work", &T::work, {}), field("edition", &T::edition, {}),
                                field("more_from_seller", &T::more_from_seller, {.doc = "At most 12."})});
};
template <>
struct Describe<catalog::AuthorView> {
  using T = catalog::AuthorView;
  static constexpr std::string_view name = "AuthorPage", doc = "An author's works, by title.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}), field("name", &T::name, {.example = "Іван Багряний"}), field("items", &T::items, {}),
      field("next_cursor", &T::next_cursor, {.doc = "Absent on the last page."})};
};
template <>
struct Describe<catalog::SellerView> {
  using T = catalog::SellerView;
  static constexpr std::string_view name = "Seller", doc = "Somebody who offers books.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),       field("name", &T::name, {}),
      field("place", &T::place, {}), field("about", &T::about, {}),
      field("since", &T::since, {}), field("demo", &T::demo, {.doc = "Invented, for the demonstration catalogue."})};
};
template <>
struct Describe<catalog::ShelfView> {
  using T = catalog::ShelfView;
  static constexpr std::string_view name = "Shelf", doc = "What one seller offers, newest first.";
  static constexpr auto fields = std::tuple{field("seller", &T::seller, {}), field("items", &T::items, {}),
                                            field("next_cursor", &T::next_cursor, {})};
};
template <>
struct Describe<catalog::QueryView> {
  using T = catalog::QueryView;
  static constexpr std::string_view name = "QueryUnderstanding", doc = "What was asked, and what was searched for.";
  static constexpr auto fields =
      std::tuple{field("text", &T::text, {.doc = "As sent."}),
                 field("rewrite", &T::rewrite,
                       {.doc = "How the text was rewritten before anything matched.", .example = "keyboard_layout"}),
                 field("understood", &T::understood,
                       {.doc = "What was searched for; absent when nothing was rewritten.", .example = "кобзар"})};
};
template <>
struct Describe<catalog::FacetValue> {
  using T = catalog::FacetValue;
  static constexpr std::string_view name = "FacetValue", doc = "A value one may filter by.";
  static constexpr auto fields =
      std::tuple{field("value", &T::value, {.doc = "For the filter's parameter."}),
                 field("label", &T::label, {.doc = "A name, where the value is a code."}),
                 field("count", &T::count, {.doc = "Works, with every other filter applied.", .min = 0})};
};
template <>
struct Describe<catalog::FacetsView> {
  using T = catalog::FacetsView;
  static constexpr std::string_view name = "Facets", doc = "Exact counts of works by value.";
  static constexpr auto fields =
      std::tuple{field("language", &T::language, {}),
                 field("genre", &T::genre, {}),
                 field("decade", &T::decade, {.doc = "\"1990\" is 1990 to 1999."}),
                 field("grade", &T::grade, {}),
                 field("price", &T::price, {.doc = "\"0-10000\" in minor units; the last has no upper end."}),
                 field("place", &T::place, {.doc = "The 30 most frequent."}),
                 field("exchange", &T::exchange, {}),
                 field("sale", &T::sale, {})};
};
template <>
struct Describe<catalog::SearchView> {
  using T = catalog::SearchView;
  static constexpr std::string_view name = "SearchPage", doc = "One page of works found.";
  static constexpr auto fields =
      std::tuple{field("query", &T::query, {}), field("total", &T::total, {.doc = "Works in all.", .min = 0}),
                 field("items", &T::items, {}), field("facets", &T::facets, {}),
                 field("next_cursor", &T::next_cursor,
                       {.doc = "Pass as `cursor` with the same parameters. Absent on the last page."})};
};
template <>
struct Describe<catalog::SuggestionView> {
  using T = catalog::SuggestionView;
  static constexpr std::string_view name = "Suggestion", doc = "A work or an author that begins as typed.";
  static constexpr auto fields =
      std::tuple{field("kind", &T::kind, {}), field("text", &T::text, {.example = "Кобзар"}),
                 field("author", &T::author, {.doc = "Of a work.", .example = "Тарас Шевченко"}),
                 field("work_id", &T::work_id, {.doc = "Of a work."})};
};
template <>
struct Describe<catalog::SuggestionsView> {
  using T = catalog::SuggestionsView;
  static constexpr std::string_view name = "Suggestions", doc = "Best first.";
  static constexpr auto fields = std::tuple{field("items", &T::items, {})};
};
template <>
struct Describe<catalog::PlaceSuggestion> {
  using T = catalog::PlaceSuggestion;
  static constexpr std::string_view name = "PlaceSuggestion", doc = "A settlement, and where it is.";
  static constexpr auto fields = std::tuple{
      field("code", &T::code, {.doc = "Its code in the state codifier (KATOTTG).", .example = "UA46060250010015970"}),
      field("name", &T::name, {.example = "Львів"}),
      field("category", &T::category, {.example = "city"}),
      field("community", &T::community, {.doc = "Hromada.", .example = "Львівська громада"}),
      field("district", &T::district,
            {.doc = "Absent with the community of cities with special status and of Chornobyl and Prypiat.",
             .example = "Львівський район"}),
      field("region", &T::region, {.example = "Львівська область"})};
};
template <>
struct Describe<catalog::PlaceSuggestionsView> {
  using T = catalog::PlaceSuggestionsView;
  static constexpr std::string_view name = "PlaceSuggestions", doc = "Best first.";
  static constexpr auto fields = std::tuple{field("items", &T::items, {})};
};

}  // namespace bookmarket::shape
