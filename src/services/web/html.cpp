#include "services/web/html.hpp"

#include <algorithm>

namespace bookmarket::web {

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Html element(std::string_view name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> content) {
  std::string out = "<";
  out += name;
  for (const auto& a : attributes) {
    if (a.value.empty() && a.name != "alt") continue;
    out += ' ';
    out += a.name;
    out += "=\"";
    out += escape_html(a.value);
    out += '"';
  }
  out += '>';
  if (name == "img" || name == "input") return Html::drawn(std::move(out));
  for (const auto& c : content) out += c.str();
  out += "</";
  out += name;
  out += '>';
  return Html::drawn(std::move(out));
}

Template::Template(std::string_view markup) {
  while (true) {
    const auto begin = markup.find("{{"), end = markup.find("}}", begin == std::string_view::npos ? begin : begin + 2);
    if (end == std::string_view::npos) break;
    parts_.push_back({std::string(markup.substr(0, begin)), std::string(markup.substr(begin + 2, end - begin - 2))});
    markup.remove_prefix(end + 2);
  }
  parts_.push_back({std::string(markup), {}});
}

Html Template::fill(const std::vector<Slot>& slots) const {
  std::string out;
  for (const auto& [before, name] : parts_) {
    out += before;
    const auto slot = std::ranges::find(slots, name, &Slot::name);
    if (slot != slots.end()) out += slot->content.str();
  }
  return Html::drawn(std::move(out));
}

}  // namespace bookmarket::web
