#include "services/catalog/demo/notes.hpp"

#include <array>
#include <span>

namespace bookmarket::catalog::demo {
namespace {

using Sentences = std::span<const std::string_view>;

constexpr auto like_new = std::to_array<std::string_view>(
    {"Прочитана один раз, дуже дбайливо.", "Подарували дві однакові, цю навіть не розгортали.",
     "Без жодної позначки, корінець рівний.", "Стояла за склом, сторінки хрусткі.",
     "Купувалася для подарунка, не дочекалася нагоди.", "Плівку знято лише для світлин.", "Пахне друкарнею.",
     "Ляссе ще складене так, як його поклали у друкарні.", "Гортали раз, щоб подивитися ілюстрації."});
constexpr auto very_good = std::to_array<std::string_view>(
    {"Ледь помітний залам на верхньому куточку обкладинки.", "Читана двічі, сторінки чисті.",
     "Суперобкладинка трохи потерта по краях.", "На форзаці олівцем дата купівлі, легко стирається.",
     "Корінець цілий, блок тримається міцно.", "Є маленька потертість унизу корінця.", "Сторінки білі, без поміток.",
     "Зберігалася в шафі, не на сонці.", "Єдина вада: слід від цінника на звороті.",
     "Акуратний власницький підпис на титулі."});
constexpr auto good = std::to_array<std::string_view>(
    {"Куточки трохи збиті, на читання не впливає.", "Кілька речень підкреслено олівцем.",
     "Папір злегка пожовк, як і годиться за його віку.", "На корінці видно, що книжку любили.",
     "Дарчий напис на форзаці, дуже зворушливий.", "Суперобкладинки немає, палітурка ціла.",
     "Є штамп домашньої бібліотеки.", "На сторінці зі змістом невеличка плямка від чаю.",
     "Обкладинка має тонкі подряпини.", "Закладкою був трамвайний квиток, лишаю його вам.", "Трохи вигорів корінець."});
constexpr auto acceptable = std::to_array<std::string_view>(
    {"Корінець заламаний у двох місцях, сторінки всі.", "Олівцеві помітки на полях у перших розділах.",
     "Обкладинка підклеєна скотчем зсередини.", "Плями від кави на двох сторінках, текст читається.",
     "Сторінки пожовклі, але тримаються міцно.", "Була в шкільній бібліотеці, є штампи.",
     "Кутик титульної сторінки відірвано, тексту не зачіпає.", "Обкладинка вицвіла, зате всередині все ціле.",
     "Трохи хвиляста знизу: пережила подорож у наплічнику."});
constexpr auto worn = std::to_array<std::string_view>(
    {"Зачитана до дірок, але всі сторінки на місці.", "Палітурка відходить, потребує рук майстра.",
     "Обкладинки немає, починається з титулу.", "Кілька аркушів випадають, складені по порядку.",
     "Для читання, не для колекції.", "Дитячі малюнки на форзацах.", "Корінець проклеєний удома, тримається чесно.",
     "Папір крихкий, гортати обережно."});
constexpr auto extra = std::to_array<std::string_view>(
    {"Надішлю наступного дня.", "Загорну в крафтовий папір.", "Можу додати світлини потрібних сторінок.",
     "Із дому без тварин і тютюну.", "Віддам разом із саморобною закладкою.", "Дісталася від бабусі.",
     "Привезена з книжкового ярмарку.", "Читала в потязі, дочитала вночі.", "Шкода віддавати, але полиця не гумова.",
     "Охоче обміняю на щось рівноцінне.", "Якщо берете ще одну книжку, зроблю знижку.",
     "Купили другу в іншому перекладі, цю відпускаємо.", "Тираж невеликий, трапляється нечасто."});

constexpr auto for_children =
    std::to_array<std::string_view>({"Діти виросли, книжка шукає нового читача.", "Усі наліпки на місці.",
                                     "Читали на ніч цілу зиму.", "Улюблена казка нашої молодшої."});
constexpr auto for_poetry =
    std::to_array<std::string_view>({"Поміж сторінок засушена квітка, можу залишити.",
                                     "Два вірші позначено тонким олівцем.", "Добре читається вголос."});
constexpr auto for_cooking =
    std::to_array<std::string_view>({"На рецепті сирника лишився слід борошна.",
                                     "Кілька рецептів перевірено, усі вдалися.", "Є закладка на сторінці з борщем."});
constexpr auto for_crime = std::to_array<std::string_view>(
    {"Хто вбивця, ніде не підписано.", "Дочитується за один вечір.", "Останній розділ читали вдвох."});
constexpr auto for_study = std::to_array<std::string_view>(
    {"Допомогла скласти іспит.", "Формули й таблиці всі на місці.", "Виділене маркером лише у першому розділі."});

Sentences of(Grade grade) {
  switch (grade) {
    case Grade::like_new:
      return like_new;
    case Grade::very_good:
      return very_good;
    case Grade::good:
      return good;
    case Grade::acceptable:
      return acceptable;
    case Grade::worn:
      return worn;
  }
  return good;
}

Sentences of(Genre genre) {
  switch (genre) {
    case Genre::children:
      return for_children;
    case Genre::poetry:
      return for_poetry;
    case Genre::cooking:
      return for_cooking;
    case Genre::crime:
      return for_crime;
    default:
      return extra;
  }
}

}  // namespace

std::string notes(Dice& dice, Grade grade, Genre genre) {
  if (dice.percent(grade == Grade::like_new ? 25 : 8)) return {};
  std::string text(dice.pick(of(grade)));
  if (genre == Genre::science && grade >= Grade::good && dice.percent(30)) {
    text += ' ';
    text += dice.pick(for_study);
  } else if (dice.percent(35)) {
    text += ' ';
    text += dice.pick(of(genre));
  }
  if (dice.percent(18)) {
    const std::string_view more = dice.pick(extra);
    if (text.find(more) == std::string::npos) {
      text += ' ';
      text += more;
    }
  }
  return text;
}

}  // namespace bookmarket::catalog::demo
