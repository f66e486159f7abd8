#include "services/web/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "platform/http/problem.hpp"
#include "platform/http/target.hpp"
#include "platform/telemetry/log.hpp"
#include "services/web/content.hpp"
#include "services/web/head.hpp"

namespace bookmarket::web {
namespace {

constexpr std::string_view frames_file = "frames.json";  ///< drawn by the client's build for the server alone

/// What a page shows first: a frame that the client's build drew, and what fills its slots.
struct First {
  std::string_view frame;
  Slots slots = {};
  std::string query = {};  ///< of the address, with its '?': the other language has the same
};

struct Shell {
  Template html;
  std::map<Language, Voice> voices;
  std::string public_url;
  bool demo;
  catalog::Client* catalog;

  [[nodiscard]] const Voice& voice(Language language) const { return voices.at(language); }
  [[nodiscard]] http::Content page(const Head& head, Language language, First first, int status = 200,
                                   std::vector<std::string> tags = {}) const {
    const bool uk = language == Language::uk;
    if (demo)
      for (const std::string_view piece : {"demo.footer", "demo.about"})
        first.slots.push_back({piece, voice(language).draw(piece)});
    first.slots.push_back({"other_language", local_path(uk ? Language::en : Language::uk, head.path) + first.query});
    std::string body = html.fill({{"lang", uk ? "uk" : "en"},
                                  {"demo", demo ? "true" : ""},
                                  {"head", Html::drawn(write_head(head, language, public_url))},
                                  {"fonts", voice(language).draw("fonts")},
                                  {"page", voice(language).draw(first.frame, first.slots)}})
                           .str();
    return {.status = status,
            .type = "text/html; charset=utf-8",
            .body = std::move(body),
            .tags = std::move(tags),
            .headers = {{"Content-Language", language == Language::uk ? "uk" : "en"}}};
  }
};

std::string_view mime_type(const std::string& extension) {
  static const std::vector<std::pair<std::string, std::string_view>> types{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".woff2", "font/woff2"},
      {".json", "application/json"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".wasm", "application/wasm"},
      {".map", "application/json"}};
  for (const auto& [e, type] : types)
    if (e == extension) return type;
  return "application/octet-stream";
}

/// Empty when there is no such file; nothing when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) return std::string();
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return in.is_open() && !in.bad() ? std::optional(text.str()) : std::nullopt;
}

Html content_of(const catalog::WorkView& work, const Shell&, const Voice& voice) { return work_content(work, voice); }
Html content_of(const catalog::CopyView& copy, const Shell& shell, const Voice& voice) {
  return copy_content(copy, shell.demo, voice);
}
Html content_of(const catalog::AuthorView& author, const Shell&, const Voice& voice) {
  return author_content(author, voice);
}
Html content_of(const catalog::ShelfView& shelf, const Shell&, const Voice& voice) {
  return shelf_content(shelf, voice);
}

/// A page without what could not be read: the client asks for it again, and nobody keeps it.
http::Content incomplete(http::Content page, const Error& error) {
  telemetry::log(telemetry::level_of(error), "page_failed", {{"code", error.code}, {"cause", error.cause}});
  page.status = http::status_of(error);
  page.tags.clear();
  if (error.kind == ErrorKind::unavailable) page.headers.push_back({"Retry-After", "1"});
  return page;
}

/// What went wrong is shown on a page, with its status, not as JSON.
http::Content page_of(const Shell& shell, Language language, const Error& error) {
  if (error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid)
    return shell.page(head_of_page("not_found", language), language, {"not_found"}, 404);
  return incomplete(shell.page(head_of_page("error", language), language, {"error"}), error);
}

template <class Id>
std::optional<Id> id_in(const std::vector<shape::NamedText>& texts) {
  for (const auto& t : texts)
    if (t.place == "path" && t.name == "id") return Id::parse(t.value);
  return std::nullopt;
}

using Texts = std::vector<shape::NamedText>;

template <class View, class Id>
Task<http::Content> thing(std::shared_ptr<const Shell> shell, Language language, Texts texts,
                          Task<Tagged<View>> (catalog::Client::*show)(Id)) {
  const auto id = id_in<Id>(texts);
  if (!id) co_return shell->page(head_of_page("not_found", language), language, {"not_found"}, 404);
  auto view = co_await (shell->catalog->*show)(*id);
  if (!view) co_return page_of(*shell, language, view.error());
  co_return shell->page(head_of(view->value, shell->voice(language), shell->public_url), language,
                        {"thing", {{"content", content_of(view->value, *shell, shell->voice(language))}}}, 200,
                        std::move(view->tags));
}

/// An edition is shown as its book, with that edition chosen.
Task<http::Content> edition(std::shared_ptr<const Shell> shell, Language language, Texts texts) {
  auto edition = co_await shell->catalog->show_edition(texts.empty() ? "" : texts.front().value);
  if (!edition) co_return page_of(*shell, language, edition.error());
  auto work = co_await shell->catalog->show_work(edition->value.work.id);
  if (!work) co_return page_of(*shell, language, work.error());
  auto tags = std::move(edition->tags);
  tags.insert(tags.end(), work->tags.begin(), work->tags.end());
  co_return shell->page(head_of(edition->value, shell->voice(language), shell->public_url), language,
                        {"thing", {{"content", work_content(work->value, shell->voice(language), edition->value.id)}}},
                        200, std::move(tags));
}

Task<http::Content> fixed(std::shared_ptr<const Shell> shell, Language language, std::string page, int status) {
  co_return shell->page(head_of_page(page, language), language, {page}, status);
}

/// Whether there is such a case is told to moderators alone, by the API.
Task<http::Content> moderation_case(std::shared_ptr<const Shell> shell, Language language, Texts texts) {
  const auto id = id_in<Uuid>(texts);
  if (!id) co_return shell->page(head_of_page("not_found", language), language, {"not_found"}, 404);
  auto head = head_of_page("moderation", language);
  head.path += "/" + id->to_string();
  co_return shell->page(head, language, {"moderation"});
}

/// Without an index the client asks again; until then the page shows what needs no books.
Task<http::Content> home(std::shared_ptr<const Shell> shell, Language language) {
  const auto& voice = shell->voice(language);
  catalog::SearchQuery query;
  query.limit = 15;
  auto newest = co_await shell->catalog->search_works(std::move(query));
  First first{"home", {{"lead", voice.say("home.lead.plain")}}};
  if (newest && newest->value.total == 0)
    first.frame = "home_empty";
  else if (newest)
    first.slots = home_content(newest->value, voice);
  auto page = shell->page(head_of_page("home", language), language, std::move(first));
  if (!newest) co_return incomplete(std::move(page), newest.error());
  page.tags = std::move(newest->tags);
  co_return page;
}

/// The client asks the API for just what its own address says; with one parameter at most there is no doubt about how.
Task<http::Content> search(std::shared_ptr<const Shell> shell, Language language, Texts texts) {
  auto head = head_of_page("search", language);
  First first{"search"};
  for (const auto& t : texts)
    first.query +=
        (first.query.empty() ? "?" : "&") + http::percent_encode(t.name) + "=" + http::percent_encode(t.value);
  std::vector<std::string> tags;
  std::optional<Error> failed;
  // An address that the API would refuse is left to the client, which knows how to mend it: what was asked stays in
  // the field.
  const auto asked = std::ranges::find(texts, "q", &shape::NamedText::name);
  if (asked != texts.end() && shape::is_utf8(asked->value)) first.slots.push_back({"query", asked->value});
  if (auto query = shape::from_texts<catalog::SearchQuery>(texts)) {
    if (texts.size() < 2) head.preload = {"/api/v1/search" + first.query};
    auto found = co_await shell->catalog->search_works(*query);
    if (found) {
      first.slots.push_back({"content", search_content(found->value, *query, shell->voice(language))});
      tags = std::move(found->tags);
    } else if (found.error().kind != ErrorKind::invalid) {
      failed = std::move(found.error());
    }
  }
  auto page = shell->page(head, language, std::move(first), 200, std::move(tags));
  co_return failed ? incomplete(std::move(page), *failed) : std::move(page);
}

Task<http::Content> sitemap_index(std::shared_ptr<const Shell> shell) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex "
      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (int i = 0; i < 256; ++i)
    out += fmt::format("<sitemap><loc>{}/sitemaps/works-{:02x}.xml</loc></sitemap>\n", shell->public_url, i);
  out += "</sitemapindex>\n";
  co_return http::Content{.type = "application/xml", .body = std::move(out)};
}

Task<http::Content> sitemap(std::shared_ptr<const Shell> shell, Texts texts) {
  const auto& shard = texts.front().value;
  if (shard.size() != 2 || shard.find_first_not_of("0123456789abcdef") != std::string::npos)
    co_return fail(ErrorKind::not_found, "no_such_address", "There is nothing at this address.");
  auto ids = co_await shell->catalog->list_work_ids(shard);
  if (!ids) co_return fail(std::move(ids).error());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  for (const auto& id : ids->value) {
    out += fmt::format(
        "<url><loc>{0}/works/{1}</loc><xhtml:link rel=\"alternate\" hreflang=\"en\" "
        "href=\"{0}/en/works/{1}\"/></url>\n",
        shell->public_url, id.to_string());
  }
  out += "</urlset>\n";
  co_return http::Content{.type = "application/xml", .body = std::move(out), .tags = std::move(ids->tags)};
}

std::unexpected<Error> unreadable(const std::filesystem::path& path, std::string_view why) {
  return fail(ErrorKind::invalid, "bad_setting",
              fmt::format("Setting web.dir: cannot read {}: {}.", path.string(), why));
}

/// Everything below `root` but what starts with a dot and links, which could lead elsewhere.
Result<void> add_files(http::Routes& routes, const std::filesystem::path& root) {
  std::error_code problem;
  for (std::filesystem::recursive_directory_iterator at(root, problem), end; !problem && at != end;
       at.increment(problem)) {
    const auto& path = at->path();
    const auto extension = path.extension().string();
    if (path.filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    std::error_code unknown;
    if (at->is_symlink(unknown) || !at->is_regular_file(unknown) || extension == ".br" || extension == ".gz" ||
        path.filename() == "index.html" || path.filename() == frames_file)
      continue;
    const auto address = "/" + path.lexically_relative(root).generic_string();
    const bool hashed = address.starts_with("/assets/");  // the build puts a hash of the content into these names
    auto plain = read_file(path), brotli = read_file(path.string() + ".br"), gzip = read_file(path.string() + ".gz");
    if (!plain || !brotli || !gzip) return unreadable(path, "permission denied");
    routes.file(address, std::string(mime_type(extension)), std::move(*plain),
                hashed ? http::Caching::immutable : http::Caching::daily, std::move(*brotli), std::move(*gzip));
  }
  if (problem) return unreadable(root, problem.message());
  return {};
}

void add_pages(http::Routes& routes, const std::shared_ptr<const Shell>& shell, Language l) {
  using catalog::Client;
  const bool uk = l == Language::uk;
  const auto at = [&](std::string_view uk_path, std::string_view en_path) { return uk ? uk_path : en_path; };
  const auto page = [&](std::string_view path, std::string_view name, std::function<Task<http::Content>(Texts)> make) {
    routes.page({.path = path, .operation_id = name, .summary = "A page of the client", .tag = "pages"},
                std::move(make));
  };
  page(at("/", "/en"), at("page_home", "page_home_en"), [shell, l](Texts) { return home(shell, l); });
  page(at("/search", "/en/search"), at("page_search", "page_search_en"),
       [shell, l](Texts t) { return search(shell, l, std::move(t)); });
  page(at("/about", "/en/about"), at("page_about", "page_about_en"),
       [shell, l](Texts) { return fixed(shell, l, "about", 200); });
  page(at("/sign-up", "/en/sign-up"), at("page_sign_up", "page_sign_up_en"),
       [shell, l](Texts) { return fixed(shell, l, "sign_up", 200); });
  page(at("/verify-email", "/en/verify-email"), at("page_verify_email", "page_verify_email_en"),
       [shell, l](Texts) { return fixed(shell, l, "verify_email", 200); });
  page(at("/sign-in", "/en/sign-in"), at("page_sign_in", "page_sign_in_en"),
       [shell, l](Texts) { return fixed(shell, l, "sign_in", 200); });
  page(at("/reset-password", "/en/reset-password"), at("page_reset_password", "page_reset_password_en"),
       [shell, l](Texts) { return fixed(shell, l, "reset_password", 200); });
  page(at("/account", "/en/account"), at("page_account", "page_account_en"),
       [shell, l](Texts) { return fixed(shell, l, "account", 200); });
  page(at("/account/data", "/en/account/data"), at("page_account_data", "page_account_data_en"),
       [shell, l](Texts) { return fixed(shell, l, "account_data", 200); });
  page(at("/account/history", "/en/account/history"), at("page_account_history", "page_account_history_en"),
       [shell, l](Texts) { return fixed(shell, l, "account_history", 200); });
  page(at("/account/leave", "/en/account/leave"), at("page_account_leave", "page_account_leave_en"),
       [shell, l](Texts) { return fixed(shell, l, "account_leave", 200); });
  page(at("/goodbye", "/en/goodbye"), at("page_goodbye", "page_goodbye_en"),
       [shell, l](Texts) { return fixed(shell, l, "goodbye", 200); });
  page(at("/sell", "/en/sell"), at("page_sell", "page_sell_en"),
       [shell, l](Texts) { return fixed(shell, l, "sell", 200); });
  page(at("/shelf", "/en/shelf"), at("page_shelf", "page_shelf_en"),
       [shell, l](Texts) { return fixed(shell, l, "shelf", 200); });
  page(at("/profile", "/en/profile"), at("page_profile", "page_profile_en"),
       [shell, l](Texts) { return fixed(shell, l, "profile", 200); });
  page(at("/wishes", "/en/wishes"), at("page_wishes", "page_wishes_en"),
       [shell, l](Texts) { return fixed(shell, l, "wishes", 200); });
  page(at("/wishes/import", "/en/wishes/import"), at("page_wishes_import", "page_wishes_import_en"),
       [shell, l](Texts) { return fixed(shell, l, "wishes_import", 200); });
  page(at("/reports", "/en/reports"), at("page_reports", "page_reports_en"),
       [shell, l](Texts) { return fixed(shell, l, "reports", 200); });
  page(at("/decisions", "/en/decisions"), at("page_decisions", "page_decisions_en"),
       [shell, l](Texts) { return fixed(shell, l, "decisions", 200); });
  page(at("/moderation", "/en/moderation"), at("page_moderation", "page_moderation_en"),
       [shell, l](Texts) { return fixed(shell, l, "moderation", 200); });
  page(at("/moderation/{id}", "/en/moderation/{id}"), at("page_moderation_case", "page_moderation_case_en"),
       [shell, l](Texts t) { return moderation_case(shell, l, std::move(t)); });
  page(at("/works/{id}", "/en/works/{id}"), at("page_work", "page_work_en"),
       [shell, l](Texts t) { return thing(shell, l, std::move(t), &Client::show_work); });
  page(at("/editions/{isbn}", "/en/editions/{isbn}"), at("page_edition", "page_edition_en"),
       [shell, l](Texts t) { return edition(shell, l, std::move(t)); });
  page(at("/copies/{id}", "/en/copies/{id}"), at("page_copy", "page_copy_en"),
       [shell, l](Texts t) { return thing(shell, l, std::move(t), &Client::show_copy); });
  page(at("/authors/{id}", "/en/authors/{id}"), at("page_author", "page_author_en"),
       [shell, l](Texts t) { return thing(shell, l, std::move(t), &Client::show_author); });
  page(at("/sellers/{id}", "/en/sellers/{id}"), at("page_seller", "page_seller_en"),
       [shell, l](Texts t) { return thing(shell, l, std::move(t), &Client::list_seller_copies); });
}

}  // namespace

Result<void> add_routes(http::Routes& routes, Options options) {
  const std::filesystem::path root = options.directory;
  auto html = read_file(root / "index.html").value_or("");
  auto voices = read_voices(read_file(root / frames_file).value_or(""));
  if (!html.contains("{{page}}") || !voices)
    return fail(ErrorKind::invalid, "bad_setting",
                "Setting web.dir: " + options.directory +
                    " holds no built web client; build it with ./run --build-only, or set it empty.");
  auto shell =
      std::make_shared<Shell>(Template(html), std::move(*voices), options.public_url, options.demo, &options.catalog);
  if (auto done = add_files(routes, root); !done) return done;
  const std::shared_ptr<const Shell> kept = std::move(shell);
  add_pages(routes, kept, Language::uk);
  add_pages(routes, kept, Language::en);
  routes.page({.path = "/sitemap.xml",
               .operation_id = "sitemap_index",
               .summary = "Sitemap index",
               .tag = "pages",
               .caching = http::Caching::daily},
              [kept](Texts) { return sitemap_index(kept); });
  routes.page({.path = "/sitemaps/works-{shard}.xml",
               .operation_id = "sitemap",
               .summary = "Sitemap of works",
               .tag = "pages",
               .caching = http::Caching::daily},
              [kept](Texts t) { return sitemap(kept, std::move(t)); });
  routes.file("/robots.txt", "text/plain; charset=utf-8",
              "User-agent: *\nDisallow:\n\nSitemap: " + options.public_url + "/sitemap.xml\n", http::Caching::daily);
  routes.otherwise([kept](std::string path) {
    return fixed(kept, path.starts_with("/en/") || path == "/en" ? Language::en : Language::uk, "not_found", 404);
  });
  return {};
}

}  // namespace bookmarket::web
