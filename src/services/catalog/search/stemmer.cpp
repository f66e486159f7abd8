#include <algorithm>
#include <array>

#include "services/catalog/search/segment.hpp"
#include "services/catalog/search/stemmer.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

struct Irregular {
  std::string_view form, stem;
};

// Forms that Hunspell lists as words of their own, and the Russian ones most met in titles.
constexpr auto irregulars = [] {
  std::array all{Irregular{"двом", "два"},
                 Irregular{"двох", "два"},
                 Irregular{"двома", "два"},
                 Irregular{"дві", "два"},
                 Irregular{"трьом", "три"},
                 Irregular{"трьох", "три"},
                 Irregular{"трьома", "три"},
                 Irregular{"трома", "три"},
                 Irregular{"чотирьох", "чотири"},
                 Irregular{"чотирьом", "чотири"},
                 Irregular{"чотирма", "чотири"},
                 Irregular{"пяти", "пять"},
                 Irregular{"пятьох", "пять"},
                 Irregular{"пятьма", "пять"},
                 Irregular{"шести", "шість"},
                 Irregular{"шістьох", "шість"},
                 Irregular{"семи", "сім"},
                 Irregular{"сімох", "сім"},
                 Irregular{"восьми", "вісім"},
                 Irregular{"вісьмох", "вісім"},
                 Irregular{"девяти", "девять"},
                 Irregular{"десяти", "десять"},
                 Irregular{"десятьох", "десять"},
                 Irregular{"дванадцяти", "дванадцять"},
                 Irregular{"дванадцятьох", "дванадцять"},
                 Irregular{"двадцяти", "двадцять"},
                 Irregular{"тридцяти", "тридцять"},
                 Irregular{"сорока", "сорок"},
                 Irregular{"ста", "сто"},
                 Irregular{"двохсот", "двісті"},
                 Irregular{"трьохсот", "триста"},
                 Irregular{"трьомстам", "триста"},
                 Irregular{"трьомастами", "триста"},
                 Irregular{"чотирьохсот", "чотириста"},
                 Irregular{"пятисот", "пятсот"},
                 Irregular{"шестисот", "шістсот"},
                 Irregular{"семисот", "сімсот"},
                 Irregular{"восьмисот", "вісімсот"},
                 Irregular{"девятисот", "девятсот"},
                 Irregular{"тисячі", "тисяча"},
                 Irregular{"тисяч", "тисяча"},
                 Irregular{"дітей", "діти"},
                 Irregular{"дітям", "діти"},
                 Irregular{"дітьми", "діти"},
                 Irregular{"дітях", "діти"},
                 Irregular{"людей", "люди"},
                 Irregular{"людям", "люди"},
                 Irregular{"людьми", "люди"},
                 Irregular{"людях", "люди"},
                 Irregular{"очей", "очі"},
                 Irregular{"очима", "очі"},
                 Irregular{"очам", "очі"},
                 Irregular{"очах", "очі"},
                 Irregular{"плечей", "плече"},
                 Irregular{"дверей", "двері"},
                 Irregular{"дверима", "двері"},
                 Irregular{"грошей", "гроші"},
                 Irregular{"грошима", "гроші"},
                 Irregular{"мене", "я"},
                 Irregular{"мені", "я"},
                 Irregular{"мною", "я"},
                 Irregular{"тебе", "ти"},
                 Irregular{"тобі", "ти"},
                 Irregular{"тобою", "ти"},
                 Irregular{"нас", "ми"},
                 Irregular{"нам", "ми"},
                 Irregular{"нами", "ми"},
                 Irregular{"вас", "ви"},
                 Irregular{"вам", "ви"},
                 Irregular{"вами", "ви"},
                 Irregular{"двух", "два"},
                 Irregular{"трех", "три"},
                 Irregular{"трем", "три"},
                 Irregular{"тремя", "три"},
                 Irregular{"четырех", "четыре"},
                 Irregular{"лет", "год"},
                 Irregular{"детей", "дети"},
                 Irregular{"людьми", "люди"},
                 Irregular{"дочці", "дочка"},
                 Irregular{"матері", "мати"},
                 Irregular{"матір", "мати"},
                 Irregular{"матірю", "мати"},
                 Irregular{"імені", "імя"},
                 Irregular{"іменем", "імя"},
                 Irregular{"імен", "імя"},
                 Irregular{"крові", "кров"},
                 Irregular{"кровю", "кров"},
                 Irregular{"крівю", "кров"},
                 Irregular{"любові", "любов"},
                 Irregular{"любовю", "любов"},
                 Irregular{"двоє", "два"},
                 Irregular{"троє", "три"}};
  std::ranges::sort(all, {}, &Irregular::form);
  return all;
}();

}  // namespace

std::string_view irregular_stem(std::string_view word) {
  const auto it = std::ranges::lower_bound(irregulars, word, {}, &Irregular::form);
  return it != irregulars.end() && it->form == word ? it->stem : std::string_view();
}

DictionaryForms dictionary_forms(std::string_view word, const Stemmer& stemmer) {
  const auto folded = words_of(word, 1);
  DictionaryForms out;
  if (folded.empty()) return out;
  for (const auto& stem : stemmer.stems(word)) {
    out.stems.push_back(stem_hash(stem));
    out.unknown &= stem == folded.front();
  }
  if (const auto stem = irregular_stem(folded.front()); !stem.empty()) {
    out.stems.push_back(stem_hash(stem));
    out.unknown = false;
  }
  // A form nobody knows may be the dictionary form of a known one: «Ремарк» of «Ремарка».
  if (const auto self = stem_hash(folded.front()); std::ranges::find(out.stems, self) == out.stems.end())
    out.stems.push_back(self);
  return out;
}

}  // namespace bookmarket::catalog::search
