// Markup that is safe to send: text becomes a part of it only escaped.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::web {

/// &, <, > and " become entities: good for text and for attributes in double quotes.
[[nodiscard]] std::string escape_html(std::string_view text);

class Html {
 public:
  Html() = default;
  Html(std::string_view text) : markup_(escape_html(text)) {}      // NOLINT: a text is Html once it is escaped
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT
  /// What our own build drew; taken as it is.
  [[nodiscard]] static Html drawn(std::string markup) {
    Html out;
    out.markup_ = std::move(markup);
    return out;
  }
  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  [[nodiscard]] const std::string& str() const { return markup_; }
  [[nodiscard]] bool empty() const { return markup_.empty(); }

 private:
  std::string markup_;
};

/// An attribute without a value is left out; `alt` stays.
struct Attribute {
  std::string_view name;
  std::string value;
};

/// <name attributes>content</name>; img and input have no content and no end. `name` and attribute names are ours.
[[nodiscard]] Html element(std::string_view name, std::initializer_list<Attribute> attributes,
                           std::initializer_list<Html> content = {});

/// A markup with {{name}} in some places, cut there once.
class Template {
 public:
  explicit Template(std::string_view markup);
  struct Slot {
    std::string_view name;
    Html content;
  };
  /// A slot that is not filled is left empty.
  [[nodiscard]] Html fill(const std::vector<Slot>& slots) const;

 private:
  struct Part {
    std::string before, slot;
  };
  std::vector<Part> parts_;
};

}  // namespace bookmarket::web
