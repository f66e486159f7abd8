#include "services/catalog/domain/genre_note.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "services/catalog/domain/author_name.hpp"
#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/genre_authors.hpp"

namespace bookmarket::catalog {
namespace {

/// What a word speaks for. Besides genres: text written as prose or drama, and books to study from.
enum class Sign : std::uint8_t {
  children,
  crime,
  fantastic,
  poetry,
  prose,
  cooking,
  art,
  history,
  psychology,
  business,
  study,
  count
};

struct Beginnings {
  Sign sign;
  std::string_view words;  ///< beginnings of folded words; "=" before one that must match whole
};

constexpr auto in_notes = std::to_array<Beginnings>({
    {Sign::children,
     "дошк =дітей =дітям =малят =дитяча =дитячий =дитячі =дівчача казк підлітк =детей =детям сказ юнацт "
     "мультф"},
    {Sign::crime, "детект кримін триллер трилер"},
    {Sign::fantastic, "фантаст фентезі фэнтези антиутоп утопі космоопер"},
    {Sign::poetry, "поез поэз вірш лірик лирик поет поэт поем поэм стих сонет балад баллад хоку хайку рубаї елегі"},
    {Sign::prose,
     "роман повіст повест оповід новел проз есе есеї есей эссе рассказ драм комед трагед пєс пьес "
     "кіноповіст новелет гумор сатир байк трилогі дилогі =епопея притч триптих бувальщ сценарі"},
    {Sign::cooking, "рецепт кулінар кулинар страв =кухня"},
    {Sign::art, "альбом =альб фотоальб вист выстав =ноти мистец искусств живопис графік репрод =худож =муз музик"},
    {Sign::history,
     "спогад мемуар біогр біограф автобіогр автобиогр биогр воспомин щоденник хронік хроник літопис "
     "краєзнав =іст історич істор ист історико =докум =док"},
    {Sign::psychology, "психол психотер психо"},
    {Sign::business, "бізнес бизнес маркет менедж економ эконом фінанс финанс підприєм"},
    {Sign::study,
     "навч посіб підруч монограф =моногр пособ учеб лекц практик =практ метод довід справоч словник наук "
     "науч дисерт автореф матеріал =тези =тез доп покажч =дослідження =дослідж =студії конспект хрестомат "
     "зошит тетр аналіт завдан програм =прогр енцикл энцикл атлас =курс =лаб =статті бібліогр біобібл "
     "розроб тест путівник"},
});

constexpr auto in_titles = std::to_array<Beginnings>({
    {Sign::children, "казка казки казок абетк азбук дошкіл малюк малят сказк fairy"},
    {Sign::crime, "детектив murder detective"},
    {Sign::poetry, "поезії поезія вірші лірика поеми сонети стихотвор poems poetry sonnets"},
    {Sign::cooking, "кулінар рецепт кухня кухні кухню страви кулинар cookbook cooking recipes"},
    {Sign::art,
     "мистецтва мистецтвозн живопис архітектур музик графіка графіки альбом офорт малюнки акварел театр "
     "скульптур photography drawing architecture"},
    {Sign::history,
     "історія історичн козацтв війна голодомор упа спогади мемуари щоденник листи біограф козацьк history "
     "biography autobiography memoir diary"},
    {Sign::psychology,
     "психолог психотерап депресі стрес тривог емоці травм саморозвит мозок психіч psychology habits "
     "happiness brain mindset"},
    {Sign::business,
     "економік економіч менеджм маркетинг фінанс бухгалтер підприємств підприємн інвест бізнес банк облік "
     "бюджет податк логіст стартап гроші грошей лідер business economics management leadership investor "
     "investing wealth startup marketing"},
    {Sign::study,
     "математик фізик хімі біолог охорон право права технолог медицин інженер програмув алгебр геометр "
     "теорія методик мова мови граматик словник педагог філософ соціолог політолог екологі механік матеріал "
     "основи вступ логопед валеолог діалектолог енциклопед "
     "дослідж наук системи систем аналіз підготовк література літератури переклад physics science "
     "mathematics philosophy evolution grammar dictionary biology literary"},
});

/// Position of the first word that shows each sign; -1: none.
using Signs = std::array<int, static_cast<std::size_t>(Sign::count)>;

bool speaks(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    std::string_view beginning = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (beginning.starts_with('=') ? word == beginning.substr(1) : word.starts_with(beginning)) return true;
  }
  return false;
}

template <std::size_t N>
Signs signs_in(const std::array<Beginnings, N>& list, std::string_view folded) {
  Signs signs;
  signs.fill(-1);
  int position = 0;
  std::string_view before;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    const std::string_view word = folded.substr(0, end);
    folded.remove_prefix(std::min(end + 1, folded.size()));
    for (const Beginnings& b : list) {
      int& first = signs[static_cast<std::size_t>(b.sign)];
      if (first < 0 && speaks(b.words, word)) first = position;
    }
    // «шк. віку», but not «для шк.»
    if (before == "шк" && (word == "віку" || word == "возраста"))
      signs[static_cast<std::size_t>(Sign::children)] = position;
    before = word;
    ++position;
  }
  return signs;
}

bool has(const Signs& signs, Sign sign) { return signs[static_cast<std::size_t>(sign)] >= 0; }

/// Subjects of non-fiction in the order in which they win.
std::optional<Genre> subject(const Signs& signs) {
  if (has(signs, Sign::cooking)) return Genre::cooking;
  if (has(signs, Sign::psychology)) return Genre::psychology;
  if (has(signs, Sign::business)) return Genre::business;
  if (has(signs, Sign::art)) return Genre::art;
  if (has(signs, Sign::history)) return Genre::history;
  return std::nullopt;
}

}  // namespace

Genre genre_of(std::string_view note, std::string_view title, std::string_view author) {
  const Signs said = signs_in(in_notes, fold(note));
  const auto name = author_name(author);
  const std::optional<Genre> usual = name ? genre_of_author(name->key) : std::nullopt;

  if (has(said, Sign::children)) return Genre::children;
  if (has(said, Sign::crime)) return Genre::crime;
  if (has(said, Sign::fantastic)) return Genre::science_fiction;
  const bool study = has(said, Sign::study);
  if (!study && (has(said, Sign::poetry) || has(said, Sign::prose))) {
    const int poetry = said[static_cast<std::size_t>(Sign::poetry)],
              prose = said[static_cast<std::size_t>(Sign::prose)];
    if (poetry >= 0 && (prose < 0 || poetry < prose)) return Genre::poetry;
    const bool fiction = usual == Genre::classics || usual == Genre::crime || usual == Genre::science_fiction ||
                         usual == Genre::children;
    return fiction ? *usual : Genre::prose;
  }
  if (!study)
    if (const auto genre = subject(said)) return *genre;

  const Signs titled = signs_in(in_titles, fold(title));
  if (study) {
    if (const auto genre = subject(titled)) return *genre;
    if (const auto genre = subject(said); genre && *genre != Genre::history) return *genre;
    return Genre::science;
  }
  if (has(titled, Sign::poetry)) return Genre::poetry;
  if (usual) return *usual;
  if (has(titled, Sign::children)) return Genre::children;
  if (has(titled, Sign::crime)) return Genre::crime;
  if (const auto genre = subject(titled)) return *genre;
  return has(titled, Sign::study) ? Genre::science : Genre::other;
}

}  // namespace bookmarket::catalog
