#include "roles/dev_mail.hpp"

#include "platform/http/target.hpp"
#include "platform/mail/mail_outbox.hpp"
#include "platform/mail/mime_reader.hpp"
#include "services/web/html.hpp"

namespace bookmarket::roles {
namespace {

using web::element, web::Html;

constexpr std::size_t shown = 50;

struct Preview {
  explicit Preview(std::filesystem::path directory) : outbox(std::move(directory)) {}
  mail::Outbox outbox;
  WorkerPool pool{"letters", 1, 16};  // last: its jobs use the rest
};
using PreviewPtr = std::shared_ptr<Preview>;

Result<mail::ReadMessage> read(const mail::Outbox& outbox, const std::string& id) {
  auto bytes = outbox.read(id);
  if (!bytes) return fail(std::move(bytes).error());
  try {
    return mail::read_message(*bytes);
  } catch (const std::exception& e) {
    return fail(ErrorKind::internal, "letter_unreadable", "This file is no letter of ours.", e.what());
  }
}

std::string header(const mail::ReadMessage& letter, const std::string& name) {
  const auto it = letter.headers.find(name);
  return it == letter.headers.end() ? std::string() : it->second;
}

/// Links become links; all else is text.
Html with_links(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const auto begin = std::min(text.find("http://"), text.find("https://"));
    out += Html(text.substr(0, begin));
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const auto link = text.substr(0, text.find_first_of(" \t\r\n"));
    out += element("a", {{"href", std::string(link)}}, {Html(link)});
    text.remove_prefix(link.size());
  }
  return out;
}

/// `refreshed`: it is asked for again every other second, without a script.
http::Content page(std::string_view title, std::initializer_list<Html> content, bool refreshed) {
  auto head = element("title", {}, {Html(title)});
  head += Html::drawn(R"(<meta name="referrer" content="no-referrer">)");
  if (refreshed) head += Html::drawn(R"(<meta http-equiv="refresh" content="2">)");
  return {.type = "text/html; charset=utf-8",
          .body = "<!doctype html><html lang=\"en\">" + element("head", {}, {head}).str() +
                  element("body", {}, {element("main", {}, content)}).str() + "</html>\n"};
}

Result<http::Content> list_page(const mail::Outbox& outbox) {
  const auto ids = outbox.list(shown);
  if (!ids) return fail(ids.error());
  Html rows;
  for (const auto& id : *ids) {
    const auto letter = read(outbox, id);
    const auto subject = letter ? header(*letter, "Subject") : id;
    rows += element("li", {},
                    {element("a", {{"href", "/dev/mail/" + http::percent_encode(id)}}, {Html(subject)}),
                     Html(letter ? " → " + header(*letter, "To") + ", " + header(*letter, "Date") : "")});
  }
  return page("Letters", {element("h1", {}, {"Letters"}), element("ol", {}, {rows})}, true);
}

Result<http::Content> letter_page(const mail::Outbox& outbox, const std::string& id) {
  const auto letter = read(outbox, id);
  if (!letter) return fail(letter.error());
  Html headers;
  for (const auto* name : {"From", "To", "Date"})
    headers += element("p", {}, {Html(std::string(name) + ": " + header(*letter, name))});
  const auto subject = header(*letter, "Subject");
  return page(subject,
              {element("p", {}, {element("a", {{"href", "/dev/mail"}}, {"All letters"})}),
               element("h1", {}, {Html(subject)}), headers, element("pre", {}, {with_links(letter->text)})},
              false);
}

Task<http::Content> list_letters(PreviewPtr preview) {
  co_return co_await preview->pool.run([preview] { return list_page(preview->outbox); });
}
Task<http::Content> show_letter(PreviewPtr preview, std::vector<shape::NamedText> texts) {
  co_return co_await preview->pool.run(
      [preview, id = texts.front().value] { return letter_page(preview->outbox, id); });
}

}  // namespace

void add_dev_mail_routes(http::Routes& routes, std::filesystem::path outbox) {
  auto preview = std::make_shared<Preview>(std::move(outbox));
  routes.page({.path = "/dev/mail",
               .operation_id = "list_letters",
               .summary = "What the market wrote",
               .tag = "development",
               .caching = http::Caching::none},
              [preview](std::vector<shape::NamedText>) { return list_letters(preview); });
  routes.page({.path = "/dev/mail/{id}",
               .operation_id = "show_letter",
               .summary = "One letter",
               .tag = "development",
               .caching = http::Caching::none},
              [preview](std::vector<shape::NamedText> texts) { return show_letter(preview, std::move(texts)); });
}

}  // namespace bookmarket::roles
