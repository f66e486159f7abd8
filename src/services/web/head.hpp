// What the server writes into the shell's <head> for those who do not run scripts: search engines, link previews.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/catalog/contract.hpp"
#include "services/web/voice.hpp"

namespace bookmarket::web {

struct Head {
  std::string title, description;
  std::string path;              ///< without the language prefix: /works/…
  std::string image;             ///< path of a picture, or empty
  std::string type = "website";  ///< Open Graph type
  std::vector<std::string> json_ld = {};
  std::vector<std::string> preload = {};  ///< API addresses that the client asks for first
  bool index = true;                      ///< false: search engines leave it out
};

/// The elements, escaped, ready to stand in <head>.
[[nodiscard]] std::string write_head(const Head& head, Language language, std::string_view public_url);

/// Of home, search, about, sign_up, verify_email, sign_in, reset_password, account, not_found, error.
[[nodiscard]] Head head_of_page(std::string_view page, Language language);
[[nodiscard]] Head head_of(const catalog::WorkView& work, const Voice& voice, std::string_view public_url);
[[nodiscard]] Head head_of(const catalog::EditionView& edition, const Voice& voice, std::string_view public_url);
[[nodiscard]] Head head_of(const catalog::CopyView& copy, const Voice& voice, std::string_view public_url);
[[nodiscard]] Head head_of(const catalog::AuthorView& author, const Voice& voice, std::string_view public_url);
[[nodiscard]] Head head_of(const catalog::ShelfView& shelf, const Voice& voice, std::string_view public_url);

}  // namespace bookmarket::web
