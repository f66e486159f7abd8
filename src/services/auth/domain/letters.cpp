#include "services/auth/domain/letters.hpp"

#include <array>

namespace bookmarket::auth {
namespace {

struct Words {
  std::string_view letter, path;                  ///< of the link's page; empty: no link
  std::array<std::string_view, 2> subject, text;  ///< Ukrainian, English
};

// {name}, {link}. No name where whoever gave it may be another than who reads the letter. The token stands behind # so
// that no server on the way logs it.
constexpr auto letters = std::to_array<Words>(
    {{.letter = "verify_email",
      .path = "/verify-email",
      .subject = {"Підтвердьте адресу, і полиця ваша", "Confirm your address, and the shelf is yours"},
      .text = {"Вітаємо!\n\nЛишився один крок: підтвердьте, що це ваша адреса.\n\n{link}\n\nПосилання діє добу. "
               "Якщо ви не реєструвалися на БукМаркеті, просто не зважайте на цей лист.\n",
               "Welcome!\n\nOne step is left: confirm that this address is yours.\n\n{link}\n\nThe link works "
               "for a day. If you did not sign up at BookMarket, just ignore this letter.\n"}},
     {.letter = "account_exists",
      .path = "/sign-in",
      .subject = {"У вас уже є полиця на БукМаркеті", "You already have a shelf at BookMarket"},
      .text = {"Вітаємо, {name}!\n\nХтось, мабуть ви, хотів зареєструватися з цією адресою, але вона вже має обліковий "
               "запис. Увійдіть тут, а якщо забули пароль, там же можна задати новий:\n\n{link}\n\nЯкщо це були не ви, "
               "нічого робити не треба: доступу ніхто не отримав.\n",
               "Hello, {name}!\n\nSomebody, probably you, wanted to sign up with this address, but it has an account "
               "already. Sign in here; if you forgot the password, you can set a new one there:\n\n{link}\n\nIf it was "
               "not you, there is nothing to do: nobody got in.\n"}},
     {.letter = "reset_password",
      .path = "/reset-password",
      .subject = {"Новий пароль для БукМаркету", "A new password for BookMarket"},
      .text = {"Вітаємо, {name}!\n\nЗа цим посиланням можна задати новий пароль:\n\n{link}\n\nВоно діє годину. Якщо ви "
               "про це не просили, не зважайте на цей лист: старий пароль лишається чинним.\n",
               "Hello, {name}!\n\nBy this link you can set a new password:\n\n{link}\n\nIt works for an hour. If you "
               "did not ask for it, ignore this letter: the old password stays.\n"}},
     {.letter = "password_changed",
      .path = "/reset-password",
      .subject = {"Ваш пароль на БукМаркеті змінено", "Your BookMarket password was changed"},
      .text = {
          "Вітаємо, {name}!\n\nПароль вашого облікового запису щойно змінено, і на інших пристроях ви вийшли. Якщо "
          "це зробили не ви, негайно задайте новий пароль:\n\n{link}\n",
          "Hello, {name}!\n\nThe password of your account was just changed, and other devices were signed out. If "
          "it was not you, set a new password at once:\n\n{link}\n"}}});

std::string filled(std::string_view text, std::string_view name, std::string_view link) {
  std::string out;
  while (!text.empty()) {
    const auto at = text.find('{');
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at);
    const bool is_name = text.starts_with("{name}");
    out += is_name ? name : link;
    text.remove_prefix(6);  // both are as long
  }
  return out;
}

}  // namespace

Letter write(std::string_view letter, Language language, const LetterValues& values, std::string_view public_url) {
  const auto n = static_cast<std::size_t>(language);
  for (const auto& w : letters) {
    if (w.letter != letter) continue;
    auto link = std::string(public_url) + (language == Language::en ? "/en" : "") + std::string(w.path);
    if (!values.token.empty()) link += "#" + values.token;
    return {std::string(w.subject[n]), filled(w.text[n], values.name, link)};
  }
  return {};
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (url.starts_with('[')) return std::string(url.substr(0, url.find(']') + 1));
  return std::string(url.substr(0, url.find(':')));
}

}  // namespace bookmarket::auth
