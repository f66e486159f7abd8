#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "services/catalog/demo/demo.hpp"
#include "services/catalog/demo/dice.hpp"

namespace bookmarket::catalog::demo {
namespace {

// «Полиця Ясеневого Кота»: a place, and whose it is. Nobody bears such a name.
constexpr auto places = std::to_array<std::string_view>({"Полиця", "Книгарня", "Крамничка", "Скриня", "Закуток",
                                                         "Читальня", "Горище", "Комора", "Ятка", "Шафа", "Веранда",
                                                         "Сховок", "Антресоля", "Етажерка", "Гніздо", "Альтанка"});

struct Adjective {
  std::string_view masculine, feminine;  ///< genitive
};
constexpr auto adjectives = std::to_array<Adjective>({{"Ясеневого", "Ясеневої"},       {"Тихого", "Тихої"},
                                                      {"Сонного", "Сонної"},           {"Мандрівного", "Мандрівної"},
                                                      {"Бурштинового", "Бурштинової"}, {"Кленового", "Кленової"},
                                                      {"Грайливого", "Грайливої"},     {"Вранішнього", "Вранішньої"},
                                                      {"Липневого", "Липневої"},       {"Осіннього", "Осінньої"},
                                                      {"Паперового", "Паперової"},     {"Рудого", "Рудої"},
                                                      {"Місячного", "Місячної"},       {"Задумливого", "Задумливої"},
                                                      {"Мʼятного", "Мʼятної"},         {"Чорничного", "Чорничної"},
                                                      {"Лагідного", "Лагідної"},       {"Неквапного", "Неквапної"},
                                                      {"Допитливого", "Допитливої"},   {"Синього", "Синьої"},
                                                      {"Вишневого", "Вишневої"},       {"Кишенькового", "Кишенькової"},
                                                      {"Лісового", "Лісової"},         {"Зоряного", "Зоряної"},
                                                      {"Хороброго", "Хороброї"},       {"Солодкого", "Солодкої"},
                                                      {"Дощового", "Дощової"},         {"Срібного", "Срібної"}});

struct Owner {
  std::string_view genitive;
  bool feminine;
};
constexpr auto owners = std::to_array<Owner>(
    {{"Кота", false},    {"Борсука", false}, {"Їжака", false},   {"Лиса", false},    {"Журавля", false},
     {"Равлика", false}, {"Джмеля", false},  {"Ведмедя", false}, {"Горобця", false}, {"Єнота", false},
     {"Дракона", false}, {"Крота", false},   {"Бобра", false},   {"Пугача", false},  {"Хамелеона", false},
     {"Сови", true},     {"Білки", true},    {"Лисиці", true},   {"Чаплі", true},    {"Видри", true},
     {"Черепахи", true}, {"Бджоли", true},   {"Миші", true},     {"Ластівки", true}, {"Синиці", true},
     {"Кішки", true},    {"Рисі", true},     {"Гусениці", true}});

// «Тітонька Палітурка»: what a person in a book about books might be called.
constexpr auto titles_of_men =
    std::to_array<std::string_view>({"Пан", "Дядько", "Дідусь", "Капітан", "Майстер", "Професор"});
constexpr auto titles_of_women =
    std::to_array<std::string_view>({"Пані", "Тітонька", "Бабуся", "Капітанка", "Майстриня", "Професорка"});
constexpr auto bookish_men =
    std::to_array<std::string_view>({"Форзац", "Корінець", "Епіграф", "Абзац", "Том", "Розділ", "Шрифт", "Пролог",
                                     "Епілог", "Підпис", "Переплетик", "Курсив"});
constexpr auto bookish_women =
    std::to_array<std::string_view>({"Палітурка", "Закладка", "Абетка", "Кома", "Цитата", "Сторінка", "Обкладинка",
                                     "Примітка", "Крапка", "Ляссе", "Новела", "Зноска"});

constexpr auto beginnings = std::to_array<std::string_view>(
    {"Розбираємо велику домашню бібліотеку.", "Книжки з трьох поколінь однієї родини.",
     "Переїжджаю, тож книжки шукають новий дім.", "Читаю швидше, ніж купую полиці.",
     "Маленька полиця вибраного: лише те, що радимо друзям.", "Збираю українську прозу, зайве віддаю в добрі руки.",
     "Діти виросли, а їхні книжки ще ні.", "Половина полиці прочитана двічі, половина чекала слушного часу.",
     "Купую книжки пачками, тому залишаю тільки найкраще.", "Колишня шкільна бібліотекарка, люблю порядок на полиці.",
     "Шукаю поезію, віддаю детективи.", "Усе, що стояло в другому ряду.", "Вчуся відпускати прочитане.",
     "Полиця росте щонеділі: привожу книжки з дачі.", "Тут переважно художня література, трохи подорожей і кухні."});
constexpr auto endings = std::to_array<std::string_view>(
    {"Загортаю в папір і надсилаю наступного дня.", "Охоче міняюся.", "Можу показати більше світлин.",
     "Відповідаю ввечері, після роботи.", "Кілька книжок разом надішлю дешевше.", "Закладку кладу в кожну посилку.",
     "Можна забрати самовивозом.", "Стан описую чесно, без прикрас.", "Пишіть, відкладу на тиждень.",
     "Торг доречний, якщо берете дві й більше.", "Надсилаю щосуботи.", ""});

// One choice a statement: the order in which arguments are evaluated is the compiler's own.
std::string name(Dice& dice) {
  if (dice.percent(72)) {
    const Owner& owner = dice.pick(owners);
    const Adjective& adjective = dice.pick(adjectives);
    return fmt::format("{} {} {} (демо)", dice.pick(places), owner.feminine ? adjective.feminine : adjective.masculine,
                       owner.genitive);
  }
  const bool woman = dice.percent(50);
  const std::string_view title = dice.pick(woman ? titles_of_women : titles_of_men);
  return fmt::format("{} {} (демо)", title, dice.pick(woman ? bookish_women : bookish_men));
}

}  // namespace

std::vector<Seller> sellers(std::span<const Town> towns) {
  std::uint64_t total = 0;
  for (const Town& town : towns) total += town.weight;
  std::vector<Seller> all;
  all.reserve(seller_count);
  std::unordered_set<std::string> taken;
  for (std::size_t i = 0; i < seller_count; ++i) {
    const std::string about = fmt::format("demo-seller:{}", i);
    Dice dice(about);
    Seller seller{.id = SellerId::v8_of(about), .demo = true};
    do seller.name = name(dice);
    while (!taken.insert(seller.name).second);
    std::uint64_t ticket = dice.below(total);
    const Town* home = towns.data();
    while (ticket >= home->weight) ticket -= (home++)->weight;
    seller.place = home->place;
    seller.about = dice.pick(beginnings);
    if (const std::string_view ending = dice.pick(endings); !ending.empty()) seller.about += ' ' + std::string(ending);
    const std::chrono::days before(560 + dice.below(840));
    seller.since = epoch - before - std::chrono::minutes(dice.below(1440));
    all.push_back(std::move(seller));
  }
  return all;
}

}  // namespace bookmarket::catalog::demo
