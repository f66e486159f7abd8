#include "services/web/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "platform/shape/json.hpp"
#include "services/web/cards.hpp"

namespace bookmarket::web {
namespace {

using catalog::Grade;

std::string authors_text(const std::vector<catalog::Author>& authors) {
  std::string out;
  for (const auto& a : authors) out += (out.empty() ? "" : ", ") + a.name;
  return out;
}

/// 18050 → "180.50"
std::string decimal(const Money& m) { return fmt::format("{}.{:02}", m.amount / 100, m.amount % 100); }

std::optional<Money> lowest_price(const std::vector<catalog::CopyCard>& copies) {
  std::optional<Money> lowest;
  for (const auto& c : copies)
    if (c.price && (!lowest || c.price->amount < lowest->amount)) lowest = c.price;
  return lowest;
}

std::string offers_sentence(std::int64_t copies, const std::optional<Money>& lowest, const Voice& v) {
  const bool uk = v.language() == Language::uk;
  if (copies == 0)
    return uk ? "Зараз цю книжку ніхто не пропонує. Подивіться видання та інші книжки автора."
              : "Nobody is offering this book right now. See its editions and more by the author.";
  return v.say("copy.count", {{"n", copies}}) + ", " +
         (lowest ? v.say("price.from", {{"price", v.money(*lowest)}}) : v.say("copy.exchange")) +
         (uk ? ". Порівняйте стан, ціну й місто." : ". Compare condition, price and town.");
}

std::string_view grade_word(Grade g, Language l) {
  static constexpr std::string_view uk[] = {"як новий", "дуже добрий", "добрий", "прийнятний", "зношений"};
  static constexpr std::string_view en[] = {"like new", "very good", "good", "acceptable", "worn"};
  return (l == Language::uk ? uk : en)[static_cast<std::size_t>(g)];
}

std::string copy_sentence(const catalog::CopyView& c, const Voice& v) {
  const auto l = v.language();
  const auto town = place_text(c.place.name, v);
  const auto who = authors_text(c.work.authors);
  const std::string title = "«" + c.work.title + "»" + (who.empty() ? "" : ", " + who);
  std::string out = l == Language::uk
                        ? fmt::format("{}: {} примірник, {}", title, grade_word(c.grade, l), town)
                        : fmt::format("{}: a copy in {} condition, {}", title, grade_word(c.grade, l), town);
  if (c.price) out += ", " + v.money(*c.price);
  if (c.exchange) out += ", " + v.say("copy.exchange");
  out += ".";
  if (c.notes && l == Language::uk) out += " " + *c.notes;  // sellers write Ukrainian
  return out;
}

std::string site(Language l) { return l == Language::uk ? "БукМаркет" : "BookMarket"; }
std::string prefix(Language l) { return l == Language::uk ? "" : "/en"; }

/// A JSON object being written; values are escaped so that no "</script>" can end the element.
class JsonLd {
 public:
  explicit JsonLd(std::string_view type, bool root = false) {
    if (root) out_ += R"("@context":"https://schema.org",)";
    out_ += "\"@type\":";
    text(type);
  }
  JsonLd& add(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    key(name);
    text(value);
    return *this;
  }
  JsonLd& add_raw(std::string_view name, std::string_view json) {
    if (json.empty()) return *this;
    key(name);
    out_ += json;
    return *this;
  }
  [[nodiscard]] std::string str() const { return "{" + out_ + "}"; }

 private:
  void key(std::string_view name) { out_ += fmt::format(",\"{}\":", name); }
  void text(std::string_view value) {
    std::string quoted;
    shape::write_json_string(quoted, value);
    for (const char c : quoted) {
      if (c == '<')
        out_ += "\\u003c";
      else
        out_ += c;
    }
  }
  std::string out_;
};

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& i : items) out += (out.empty() ? "[" : ",") + i;
  return out.empty() ? out : out + "]";
}

std::string persons(const std::vector<catalog::Author>& authors, Language l, std::string_view url) {
  std::vector<std::string> out;
  for (const auto& a : authors)
    out.push_back(JsonLd("Person")
                      .add("name", a.name)
                      .add("url", fmt::format("{}{}/authors/{}", url, prefix(l), a.id.to_string()))
                      .str());
  return list(out);
}

std::string offer(const catalog::CopyCard& c, const Voice& v, std::string_view url) {
  if (!c.price) return {};
  return JsonLd("Offer")
      .add("url", fmt::format("{}{}", url, v.path("/copies/" + c.id.to_string())))
      .add("price", decimal(*c.price))
      .add("priceCurrency", c.price->currency.code())
      .add("itemCondition", "https://schema.org/UsedCondition")
      .add("availability",
           c.status == catalog::CopyStatus::available ? "https://schema.org/InStock" : "https://schema.org/SoldOut")
      .add_raw("seller", JsonLd("Person").add("name", v.name(c.seller.name)).str())
      .add("areaServed", v.name(c.place.name))
      .str();
}

/// `copies`: the cheapest of `total`. What only all of them could tell is left out when some are missing.
std::string aggregate(const std::vector<catalog::CopyCard>& copies, std::int64_t total, const Voice& v,
                      std::string_view url) {
  std::vector<std::string> offers;
  const Money* low = nullptr;
  const Money* high = nullptr;
  for (const auto& c : copies) {
    if (!c.price) continue;
    if (low == nullptr || c.price->amount < low->amount) low = &*c.price;
    if (high == nullptr || c.price->amount > high->amount) high = &*c.price;
    if (offers.size() < 20) offers.push_back(offer(c, v, url));
  }
  if (low == nullptr) return {};
  const bool all = std::ssize(copies) == total;
  return JsonLd("AggregateOffer")
      .add("lowPrice", decimal(*low))
      .add("highPrice", all ? decimal(*high) : "")
      .add("priceCurrency", low->currency.code())
      .add_raw(
          "offerCount",
          all ? std::to_string(std::ranges::count_if(copies, [](const auto& c) { return c.price.has_value(); })) : "")
      .add_raw("offers", list(offers))
      .str();
}

std::string edition_ld(const catalog::EditionCard& e) {
  return JsonLd("Book")
      .add("name", e.title)
      .add("isbn", e.isbn13.value_or(""))
      .add("datePublished", e.year ? std::to_string(*e.year) : "")
      .add("inLanguage", e.language.value_or(""))
      .add_raw("publisher", e.publisher ? JsonLd("Organization").add("name", *e.publisher).str() : "")
      .str();
}

std::string breadcrumbs(const std::vector<std::pair<std::string, std::string>>& steps, std::string_view url) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < steps.size(); ++i)
    items.push_back(JsonLd("ListItem")
                        .add_raw("position", std::to_string(i + 1))
                        .add("name", steps[i].first)
                        .add("item", std::string(url) + steps[i].second)
                        .str());
  return JsonLd("BreadcrumbList", true).add_raw("itemListElement", list(items)).str();
}

}  // namespace

std::string write_head(const Head& h, Language l, std::string_view url) {
  const auto title = escape_html(h.title), description = escape_html(h.description), path = escape_html(h.path);
  const auto home_slash = h.path == "/" ? "" : path;
  const std::string here = fmt::format("{}{}{}", url, prefix(l), l == Language::en ? home_slash : path);
  std::string out =
      fmt::format("<title>{}</title>\n    <meta name=\"description\" content=\"{}\" />\n", title, description);
  if (!h.index) {
    out += "    <meta name=\"robots\" content=\"noindex, follow\" />\n";
  } else {
    out += fmt::format("    <link rel=\"canonical\" href=\"{}\" />\n", here);
    out += fmt::format(
        "    <link rel=\"alternate\" hreflang=\"uk\" href=\"{0}{1}\" />\n"
        "    <link rel=\"alternate\" hreflang=\"en\" href=\"{0}/en{2}\" />\n"
        "    <link rel=\"alternate\" hreflang=\"x-default\" href=\"{0}{1}\" />\n",
        url, path, home_slash);
  }
  const auto property = [&](std::string_view name, std::string_view value) {
    out += fmt::format("    <meta property=\"og:{}\" content=\"{}\" />\n", name, value);
  };
  property("site_name", site(l));
  property("type", h.type);
  property("title", title);
  property("description", description);
  property("url", here);
  property("locale", l == Language::uk ? "uk_UA" : "en_GB");
  if (!h.image.empty()) property("image", fmt::format("{}{}", url, escape_html(h.image)));
  out += "    <meta name=\"twitter:card\" content=\"summary\" />";
  if (!h.image.empty())  // the cover is the largest thing on its page
    out += fmt::format("\n    <link rel=\"preload\" as=\"image\" fetchpriority=\"high\" href=\"{}\" />",
                       escape_html(h.image));
  for (const auto& address : h.preload)
    out += fmt::format(
        "\n    <link rel=\"preload\" as=\"fetch\" fetchpriority=\"low\" crossorigin=\"anonymous\" href=\"{}\" />",
        escape_html(address));
  for (const auto& json : h.json_ld) out += "\n    <script type=\"application/ld+json\">" + json + "</script>";
  return out;
}

Head head_of_page(std::string_view page, Language l) {
  const bool uk = l == Language::uk;
  if (page == "home")
    return {.title = uk ? "БукМаркет: вживані книжки, що шукають нового читача"
                        : "BookMarket: used books looking for a new reader",
            .description = uk ? "Купуйте, продавайте й обмінюйте вживані книжки по всій Україні. Пошук розуміє "
                                "українську: відмінки, одруки, чужу розкладку."
                              : "Buy, sell and exchange used books all over Ukraine. Search that understands "
                                "Ukrainian: word forms, typos, the wrong keyboard layout.",
            .path = "/",
            .image = {},
            .preload = {"/api/v1/search?limit=15"}};
  if (page == "search")
    return {.title = (uk ? "Пошук книжок | " : "Search books | ") + site(l),
            .description = uk ? "Знайдіть книжку за назвою, автором або ISBN і порівняйте примірники."
                              : "Find a book by title, author or ISBN and compare copies.",
            .path = "/search",
            .image = {}};
  if (page == "about")
    return {.title = (uk ? "Про БукМаркет" : "About BookMarket"),
            .description = uk ? "Відкритий ринок вживаних книжок, який може запустити кожен."
                              : "An open marketplace of used books that anybody can run.",
            .path = "/about",
            .image = {}};
  // What people do for themselves: nobody looks for it.
  struct Own {
    std::string_view page, path, uk, en;
  };
  constexpr auto own =
      std::to_array<Own>({{"sign_up", "/sign-up", "Реєстрація", "Sign up"},
                          {"verify_email", "/verify-email", "Підтвердження адреси", "Confirm your address"},
                          {"sign_in", "/sign-in", "Вхід", "Sign in"},
                          {"reset_password", "/reset-password", "Новий пароль", "A new password"},
                          {"account", "/account", "Ваш обліковий запис", "Your account"},
                          {"sell", "/sell", "Поставити книгу", "Offer a book"},
                          {"shelf", "/shelf", "Моя полиця", "My shelf"},
                          {"profile", "/profile", "Ваш профіль", "Your profile"},
                          {"wishes", "/wishes", "Список бажань", "Wish list"},
                          {"wishes_import", "/wishes/import", "Книжки з Goodreads", "Books from Goodreads"},
                          {"account_data", "/account/data", "Ваші дані", "Your data"},
                          {"account_history", "/account/history", "Історія вашого запису", "History of your account"},
                          {"account_leave", "/account/leave", "Стерти обліковий запис", "Erase your account"},
                          {"goodbye", "/goodbye", "До побачення", "Goodbye"},
                          {"reports", "/reports", "Мої скарги", "My reports"},
                          {"decisions", "/decisions", "Рішення щодо вас", "Decisions about you"},
                          {"moderation", "/moderation", "Модерація", "Moderation"}});
  if (const auto* o = std::ranges::find(own, page, &Own::page); o != own.end())
    return {.title = fmt::format("{} | {}", uk ? o->uk : o->en, site(l)),
            .description = uk ? "Обліковий запис на БукМаркеті, ринку вживаних книжок."
                              : "An account at BookMarket, a market of used books.",
            .path = std::string(o->path),
            .image = {},
            .index = false};
  if (page == "error")
    return {.title = (uk ? "У нас щось зламалося | " : "Something broke | ") + site(l),
            .description = {},
            .path = "/",
            .image = {},
            .index = false};
  return {
      .title = (uk ? "Такої сторінки немає | " : "No such page | ") + site(l),
      .description = uk ? "Перевірте адресу або знайдіть книжку пошуком." : "Check the address or search for the book.",
      .path = "/",
      .image = {},
      .index = false};
}

Head head_of(const catalog::WorkView& w, const Voice& v, std::string_view url) {
  const auto l = v.language();
  const auto who = authors_text(w.authors);
  const auto path = "/works/" + w.id.to_string();
  const auto lowest = lowest_price(w.copies);
  std::vector<std::string> editions;
  for (std::size_t i = 0; i < w.editions.size() && i < 20; ++i) editions.push_back(edition_ld(w.editions[i]));
  const auto book = JsonLd("Book", true)
                        .add("@id", fmt::format("{}{}", url, path))
                        .add("name", w.title)
                        .add_raw("author", persons(w.authors, l, url))
                        .add("inLanguage", w.languages.empty() ? "" : w.languages.front())
                        .add("image", fmt::format("{}{}", url, w.cover))
                        .add_raw("workExample", list(editions))
                        .add_raw("offers", aggregate(w.copies, w.copies_total, v, url))
                        .str();
  std::vector<std::pair<std::string, std::string>> steps{{site(l), l == Language::uk ? "/" : prefix(l)}};
  if (!w.authors.empty()) steps.emplace_back(w.authors[0].name, prefix(l) + "/authors/" + w.authors[0].id.to_string());
  steps.emplace_back(w.title, prefix(l) + path);
  return {.title = w.title + (w.volume ? ", " + *w.volume : "") + (who.empty() ? "" : " — " + who) + " | " + site(l),
          .description = offers_sentence(w.copies_total, lowest, v),
          .path = path,
          .image = w.cover,
          .type = "book",
          .json_ld = {book, breadcrumbs(steps, url)},
          .preload = {"/api/v1" + path}};
}

Head head_of(const catalog::EditionView& e, const Voice& v, std::string_view url) {
  const auto l = v.language();
  const auto who = authors_text(e.work.authors);
  std::string printed;
  for (const auto& part : {e.place.value_or(""), e.publisher.value_or(""), e.year ? std::to_string(*e.year) : ""})
    if (!part.empty()) printed += (printed.empty() ? "" : ", ") + part;
  const auto book = JsonLd("Book", true)
                        .add("name", e.title)
                        .add("isbn", e.isbn13.value_or(""))
                        .add_raw("author", persons(e.work.authors, l, url))
                        .add("datePublished", e.year ? std::to_string(*e.year) : "")
                        .add("inLanguage", e.language.value_or(""))
                        .add("image", fmt::format("{}{}", url, e.work.cover))
                        .add_raw("offers", aggregate(e.copies, std::ssize(e.copies), v, url))
                        .str();
  return {.title = e.title + (who.empty() ? "" : " — " + who) + ", ISBN " + e.isbn.value_or("") + " | " + site(l),
          .description = (printed.empty() ? "" : printed + ". ") +
                         offers_sentence(std::ssize(e.copies), lowest_price(e.copies), v),
          .path = "/editions/" + e.isbn13.value_or(""),
          .image = e.work.cover,
          .type = "book",
          .json_ld = {book},
          .preload = {"/api/v1/editions/" + e.isbn13.value_or("")}};
}

Head head_of(const catalog::CopyView& c, const Voice& v, std::string_view url) {
  const auto l = v.language();
  const auto who = authors_text(c.work.authors);
  const auto product = JsonLd("Product", true)
                           .add("name", c.work.title)
                           .add("image", fmt::format("{}{}", url, c.work.cover))
                           .add("description", c.notes.value_or(""))
                           .add("gtin13", c.edition.isbn13.value_or(""))
                           .add_raw("offers", offer(c, v, url))
                           .str();
  const bool gone = c.status != catalog::CopyStatus::available;
  return {.title = c.work.title + (who.empty() ? "" : " — " + who) + (c.price ? ", " + v.money(*c.price) : "") + ", " +
                   place_text(c.place.name, v) + " | " + site(l),
          .description = copy_sentence(c, v),
          .path = "/copies/" + c.id.to_string(),
          .image = c.work.cover,
          .type = "product",
          .json_ld = {product},
          .preload = {"/api/v1/copies/" + c.id.to_string()},
          .index = !gone};
}

Head head_of(const catalog::AuthorView& a, const Voice& v, std::string_view url) {
  const auto l = v.language();
  const auto path = "/authors/" + a.id.to_string();
  return {
      .title = a.name + (l == Language::uk ? ": вживані книжки | " : ": used books | ") + site(l),
      .description =
          l == Language::uk
              ? a.name +
                    ": усі книжки автора на полицях читачів по всій Україні. Порівняйте видання, стан і ціни, купіть "
                    "або обміняйте."
              : "Used books by " + a.name +
                    " on readers' shelves all over Ukraine. Compare editions, condition and prices; buy or exchange.",
      .path = path,
      .image = {},
      .type = "profile",
      .json_ld =
          {JsonLd("Person", true).add("name", a.name).add("url", fmt::format("{}{}{}", url, prefix(l), path)).str()},
      .preload = {"/api/v1" + path}};
}

Head head_of(const catalog::ShelfView& s, const Voice& v, std::string_view) {
  const auto l = v.language();
  return {.title = v.name(s.seller.name) + ", " + place_text(s.seller.place.name, v) + " | " + site(l),
          .description = l == Language::en ? "A reader's shelf: books for sale and exchange."
                                           : s.seller.about.value_or("Полиця читача: книжки на продаж та обмін."),
          .path = "/sellers/" + s.seller.id.to_string(),
          .image = {},
          .type = "profile",
          .preload = {"/api/v1/sellers/" + s.seller.id.to_string() + "/copies"}};
}

}  // namespace bookmarket::web
