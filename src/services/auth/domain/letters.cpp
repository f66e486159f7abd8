#include "services/auth/domain/letters.hpp"

#include <array>

namespace bookmarket::auth {
namespace {

struct Words {
  std::string_view letter, path;                  ///< of the link's page; empty: no link
  std::array<std::string_view, 2> subject, text;  ///< Ukrainian, English
};

// {name}, {link}, {email}, {reason}. No name where whoever gave it may be another than who reads the letter. The token
// stands behind # so that no server on the way logs it.
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
      .text =
          {"Вітаємо, {name}!\n\nПароль вашого облікового запису щойно змінено, і на інших пристроях ви вийшли. Якщо "
           "це зробили не ви, негайно задайте новий пароль:\n\n{link}\n",
           "Hello, {name}!\n\nThe password of your account was just changed, and other devices were signed out. If "
           "it was not you, set a new password at once:\n\n{link}\n"}},
     {.letter = "change_email",
      .path = "/verify-email",
      .subject = {"Підтвердьте нову адресу", "Confirm the new address"},
      .text =
          {"Вітаємо!\n\nХтось, мабуть ви, хоче перенести сюди свій обліковий запис на БукМаркеті. Підтвердьте, що це "
           "ваша адреса:\n\n{link}\n\nПосилання діє добу. Якщо це були не ви, просто не зважайте на цей лист.\n",
           "Hello!\n\nSomebody, probably you, wants to move their BookMarket account to this address. Confirm that it "
           "is yours:\n\n{link}\n\nThe link works for a day. If it was not you, just ignore this letter.\n"}},
     {.letter = "address_taken",
      .path = "/sign-in",
      .subject = {"Ця адреса вже має обліковий запис", "This address already has an account"},
      .text =
          {"Вітаємо!\n\nХтось, мабуть ви, хотів перенести на цю адресу інший обліковий запис, але вона вже має свій. "
           "Увійти до нього можна тут:\n\n{link}\n\nЯкщо це були не ви, нічого робити не треба.\n",
           "Hello!\n\nSomebody, probably you, wanted to move another account to this address, but it has one of its "
           "own. You can sign in to it here:\n\n{link}\n\nIf it was not you, there is nothing to do.\n"}},
     {.letter = "email_change_asked",
      .path = "/reset-password",
      .subject = {"Хтось змінює адресу вашого облікового запису", "Somebody is changing the address of your account"},
      .text =
          {"Вітаємо, {name}!\n\nНовою адресою вашого облікового запису має стати {email}. Вона почне діяти, щойно її "
           "підтвердять. Якщо це не ви, негайно задайте новий пароль: тоді зміна не відбудеться.\n\n{link}\n",
           "Hello, {name}!\n\nThe address of your account is about to become {email}, as soon as it is confirmed. If "
           "it is not you, set a new password at once: then nothing will change.\n\n{link}\n"}},
     {.letter = "email_changed",
      .path = "",
      .subject = {"Адресу вашого облікового запису змінено", "The address of your account was changed"},
      .text =
          {"Вітаємо, {name}!\n\nВідтепер ваш обліковий запис має адресу {email}, і листи надходитимуть туди. Якщо це "
           "зробили не ви, напишіть тим, хто веде ринок.\n",
           "Hello, {name}!\n\nFrom now on the address of your account is {email}, and letters go there. If it was "
           "not you, write to the people who run the market.\n"}},
     {.letter = "account_blocked",
      .path = "",
      .subject = {"Ваш обліковий запис заблоковано", "Your account was blocked"},
      .text =
          {"Вітаємо, {name}!\n\nВаш обліковий запис на БукМаркеті заблоковано. Причина:\n\n{reason}\n\nЯкщо це "
           "помилка, напишіть тим, хто веде ринок.\n",
           "Hello, {name}!\n\nYour BookMarket account was blocked. The reason:\n\n{reason}\n\nIf this is a mistake, "
           "write to the people who run the market.\n"}},
     {.letter = "account_unblocked",
      .path = "/sign-in",
      .subject = {"Ваш обліковий запис знову відкрито", "Your account is open again"},
      .text = {"Вітаємо, {name}!\n\nВаш обліковий запис більше не заблоковано. Увійти можна тут:\n\n{link}\n",
               "Hello, {name}!\n\nYour account is no longer blocked. You can sign in here:\n\n{link}\n"}},
     {.letter = "roles_changed",
      .path = "",
      .subject = {"Ваші права на БукМаркеті змінено", "What you may do at BookMarket has changed"},
      .text = {"Вітаємо, {name}!\n\nАдміністратор змінив ваші права. Тепер вони такі: {reason}.\n",
               "Hello, {name}!\n\nAn administrator has changed your roles. They are now: {reason}.\n"}},
     {.letter = "api_token_created",
      .path = "/account",
      .subject = {"Створено токен для програм", "An API token was made"},
      .text =
          {"Вітаємо, {name}!\n\nЩойно до вашого облікового запису створено токен, яким може користуватися програма. "
           "Якщо це зробили не ви, негайно вилучіть його й задайте новий пароль:\n\n{link}\n",
           "Hello, {name}!\n\nA token with which a program can use your account was just made. If it was not you, "
           "remove it at once and set a new password:\n\n{link}\n"}},
     {.letter = "passkey_added",
      .path = "/account",
      .subject = {"До вашого облікового запису додано ключ доступу", "A passkey was added to your account"},
      .text = {"Вітаємо, {name}!\n\nЩойно до вашого облікового запису додано ключ доступу: тепер ним можна увійти без "
               "пароля. Якщо це зробили не ви, негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий "
               "запис:\n\n{link}\n",
               "Hello, {name}!\n\nA passkey was just added to your account: it now opens it without the password. If "
               "it was not you, set a new password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "passkey_removed",
      .path = "/account",
      .subject = {"З вашого облікового запису вилучено ключ доступу", "A passkey was removed from your account"},
      .text =
          {"Вітаємо, {name}!\n\nОдин із ваших ключів доступу щойно вилучено: увійти ним уже не можна. Якщо це зробили "
           "не ви, негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий запис:\n\n{link}\n",
           "Hello, {name}!\n\nOne of your passkeys was just removed: it no longer opens your account. If it was not "
           "you, set a new password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "identity_linked",
      .path = "/account",
      .subject = {"До вашого облікового запису додано вхід через {reason}",
                  "Your account can now be opened through {reason}"},
      .text =
          {"Вітаємо, {name}!\n\nВідтепер до вашого облікового запису можна увійти через {reason}. Якщо це зробили не "
           "ви, негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий запис:\n\n{link}\n",
           "Hello, {name}!\n\nFrom now on your account can be opened through {reason}. If it was not you, set a new "
           "password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "identity_unlinked",
      .path = "/account",
      .subject = {"Вхід через {reason} вилучено", "Your account can no longer be opened through {reason}"},
      .text =
          {"Вітаємо, {name}!\n\nДо вашого облікового запису вже не можна увійти через {reason}. Якщо це зробили не ви, "
           "негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий запис:\n\n{link}\n",
           "Hello, {name}!\n\nYour account can no longer be opened through {reason}. If it was not you, set a new "
           "password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "totp_on",
      .path = "/account",
      .subject = {"Вхід тепер питає одноразовий код", "Signing in now asks for a one-time code"},
      .text = {"Вітаємо, {name}!\n\nВідтепер разом із паролем треба ввести код із застосунку. Збережіть коди "
               "відновлення там, де не загубите. Якщо це зробили не ви, негайно задайте новий пароль і перегляньте, що "
               "відкриває ваш обліковий запис:\n\n{link}\n",
               "Hello, {name}!\n\nFrom now on a code of your app is asked for together with the password. Keep the "
               "recovery codes where you will not lose them. If it was not you, set a new password at once and look "
               "through what opens your account:\n\n{link}\n"}},
     {.letter = "totp_off",
      .path = "/account",
      .subject = {"Вхід більше не питає одноразовий код", "Signing in no longer asks for a one-time code"},
      .text = {"Вітаємо, {name}!\n\nОдноразові коди щойно вимкнено: для входу досить пароля. Якщо це зробили не ви, "
               "негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий запис:\n\n{link}\n",
               "Hello, {name}!\n\nOne-time codes were just switched off: the password alone opens your account. If it "
               "was not you, set a new password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "recovery_codes_renewed",
      .path = "/account",
      .subject = {"Ваші коди відновлення нові", "Your recovery codes are new"},
      .text = {"Вітаємо, {name}!\n\nЩойно видано нові коди відновлення, а старі вже не діють. Якщо це зробили не ви, "
               "негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий запис:\n\n{link}\n",
               "Hello, {name}!\n\nNew recovery codes were just made, and the old ones no longer work. If it was not "
               "you, set a new password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "recovery_code_used",
      .path = "/account",
      .subject = {"Використано код відновлення", "A recovery code was used"},
      .text =
          {"Вітаємо, {name}!\n\nЩойно замість коду із застосунку використано код відновлення. Удруге він не спрацює. "
           "Якщо це зробили не ви, негайно задайте новий пароль і перегляньте, що відкриває ваш обліковий "
           "запис:\n\n{link}\n",
           "Hello, {name}!\n\nA recovery code was just used in place of a code of your app. It will not work again. If "
           "it was not you, set a new password at once and look through what opens your account:\n\n{link}\n"}},
     {.letter = "erasure_planned",
      .path = "/sign-in",
      .subject = {"Ваш обліковий запис буде стерто", "Your account will be erased"},
      .text =
          {"Вітаємо, {name}!\n\nВи просили стерти ваш обліковий запис. Це станеться {reason} (UTC), і повернути "
           "його тоді вже ніхто не зможе. Якщо передумаєте, увійдіть до того часу:\n\n{link}\n",
           "Hello, {name}!\n\nYou asked us to erase your account. It will be done on {reason} (UTC), and nobody can "
           "bring it back then. If you change your mind, sign in before that:\n\n{link}\n"}},
     {.letter = "erasure_called_off",
      .path = "",
      .subject = {"Ваш обліковий запис залишається", "Your account stays"},
      .text = {"Вітаємо, {name}!\n\nВи увійшли, тож стирати ваш обліковий запис ми не будемо.\n",
               "Hello, {name}!\n\nYou signed in, so we shall not erase your account.\n"}},
     {.letter = "account_erased",
      .path = "",
      .subject = {"Ваш обліковий запис стерто", "Your account has been erased"},
      .text = {"Вітаємо, {name}!\n\nВаш обліковий запис на БукМаркеті та все, що ви нам довірили, стерто. Це останній "
               "лист від нас. Дякуємо, що були з нами.\n",
               "Hello, {name}!\n\nYour BookMarket account and everything that you entrusted to us is being erased now. "
               "This is our last letter. Thank you for having been here.\n"}},
     {.letter = "export_ready",
      .path = "/account/data",
      .subject = {"Ваші дані зібрано", "Your data are ready"},
      .text = {"Вітаємо, {name}!\n\nМи зібрали все, що знаємо про вас. Завантажити можна тут, до {reason} "
               "(UTC):\n\n{link}\n\nЯкщо про це просили не ви, негайно задайте новий пароль.\n",
               "Hello, {name}!\n\nWe have gathered all that we know of you. You can download it here until {reason} "
               "(UTC):\n\n{link}\n\nIf it was not you who asked for it, set a new password at once.\n"}},
     {.letter = "copy_hidden",
      .path = "/decisions",
      .subject = {"Модератор зняв вашу книгу з полиці", "A moderator took your book off the shelf"},
      .text = {"Вітаємо, {name}!\n\nМодератор зняв із полиці ваш примірник; тепер його бачите лише ви. Що саме й "
               "чому:\n\n{reason}\n\nЯкщо це помилка, рішення можна оскаржити один раз:\n\n{link}\n",
               "Hello, {name}!\n\nA moderator took your copy off the shelf; now only you see it. Which one, and "
               "why:\n\n{reason}\n\nIf this is a mistake, you can appeal it once:\n\n{link}\n"}},
     {.letter = "amendment_asked",
      .path = "/decisions",
      .subject = {"Модератор просить дещо виправити", "A moderator asks you to change something"},
      .text = {"Вітаємо, {name}!\n\nМодератор просить виправити ось що:\n\n{reason}\n\nЯкщо йдеться про примірник, "
               "доти його бачите лише ви. Якщо це помилка, рішення можна оскаржити один раз:\n\n{link}\n",
               "Hello, {name}!\n\nA moderator asks you to change this:\n\n{reason}\n\nIf it is about a copy, only you "
               "see it until then. If this is a mistake, you can appeal it once:\n\n{link}\n"}},
     {.letter = "appeal_upheld",
      .path = "/decisions",
      .subject = {"Ваше оскарження задоволено", "Your appeal was upheld"},
      .text =
          {"Вітаємо, {name}!\n\nРішення визнано помилковим і скасовано. Що вам "
           "відповіли:\n\n{reason}\n\nУсі рішення щодо вас — тут:\n\n{link}\n",
           "Hello, {name}!\n\nThe decision was found to be wrong and was taken back. The answer:\n\n{reason}\n\nAll "
           "decisions about you are here:\n\n{link}\n"}},
     {.letter = "appeal_rejected",
      .path = "/decisions",
      .subject = {"Ваше оскарження відхилено", "Your appeal was rejected"},
      .text = {"Вітаємо, {name}!\n\nРішення переглянуто, і воно лишається чинним. Що вам "
               "відповіли:\n\n{reason}\n\nУсі рішення щодо вас — тут:\n\n{link}\n",
               "Hello, {name}!\n\nThe decision was looked at again, and it stands. The answer:\n\n{reason}\n\nAll "
               "decisions about you are here:\n\n{link}\n"}}});

std::string filled(std::string_view text, const LetterValues& values, std::string_view link) {
  const std::array<std::pair<std::string_view, std::string_view>, 4> slots{
      {{"{name}", values.name}, {"{link}", link}, {"{email}", values.email}, {"{reason}", values.reason}}};
  std::string out;
  while (!text.empty()) {
    const auto at = text.find('{');
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at);
    for (const auto& [slot, value] : slots)
      if (text.starts_with(slot)) out += value;
    text.remove_prefix(text.find('}') + 1);
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
    return {filled(w.subject[n], values, link), filled(w.text[n], values, link)};
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
