#include "services/catalog/domain/genre_authors.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "services/catalog/domain/author_name.hpp"

namespace bookmarket::catalog {
namespace {

struct Shelf {
  Genre genre;
  std::string_view authors;  ///< as printed in catalogues, separated by semicolons
};
constexpr auto shelves = std::to_array<Shelf>({
    {Genre::classics,
     "Шевченко Тарас;Франко Іван;Українка Леся;Коцюбинський Михайло;Нечуй-Левицький Іван;Мирний Панас;"
     "Кобилянська Ольга;Стефаник Василь;Котляревський Іван;Квітка-Основ'яненко Григорій;Гоголь Микола;"
     "Вовчок Марко;Грінченко Борис;Сковорода Григорій;Винниченко Володимир;Хвильовий Микола;"
     "Підмогильний Валер'ян;Куліш Пантелеймон;Куліш Микола;Старицький Михайло;Карпенко-Карий Іван;"
     "Черемшина Марко;Васильченко Степан;Глібов Леонід;Федькович Юрій;Руданський Степан;Багряний Іван;"
     "Довженко Олександр;Яновський Юрій;Домонтович Віктор;Тичина Павло;Зеров Микола;Сунь-дзи;Сунь-цзи;"
     "Шекспір Вільям;Діккенс Чарльз;Твен Марк;Лондон Джек;Верн Жуль;Дюма Олександр;Бальзак Оноре де;"
     "Флобер Гюстав;Стендаль;Дефо Даніель;Свіфт Джонатан;Остін Джейн;Гюго Віктор;По Едгар Аллан;Вайлд Оскар;"
     "Уайльд Оскар;Кафка Франц;Сервантес Сааведра Мігель де;Гете Йоганн;Ґете Йоганн;Достоєвський Федір;"
     "Чехов Антон;Тургенєв Іван;Сенкевич Генрик;Драйзер Теодор;Фіцджеральд Френсіс Скотт;Гемінґвей Ернест;"
     "Гемінгвей Ернест;Ремарк Еріх Марія;Орвелл Джордж;Булгаков Михайло;Бронте Шарлотта;Бронте Емілі;"
     "Моем Вільям Сомерсет;Мопассан Гі де;Золя Еміль;Ібсен Генрік;William Shakespeare;Charles Dickens;"
     "Mark Twain;Jane Austen;Leo Tolstoy;Fyodor Dostoyevsky;Fyodor Dostoevsky;Victor Hugo;Alexandre Dumas;"
     "Herman Melville;Nathaniel Hawthorne;Oscar Wilde;Bram Stoker;Mary Wollstonecraft Shelley;"
     "Charlotte Brontë;Emily Brontë;Anne Brontë;Homer;Sophocles;Dante Alighieri;"
     "Miguel de Cervantes Saavedra;Voltaire;Franz Kafka;James Joyce;Virginia Woolf;F. Scott Fitzgerald;"
     "Ernest Hemingway;John Steinbeck;George Orwell;Thomas Hardy;George Eliot;Henry James;Joseph Conrad;"
     "Edith Wharton;Kate Chopin;Edgar Allan Poe;Jack London;Gustave Flaubert;Honoré de Balzac;Stendhal;"
     "Daniel Defoe;Jonathan Swift;Geoffrey Chaucer;E.M. Forster;William Faulkner;D.H. Lawrence;Willa Cather;"
     "Anton Chekhov;Euripides;Virgil;Ovid;Hermann Hesse;Albert Camus;William Golding;Aldous Huxley;"
     "Theodore Dreiser;Upton Sinclair;Louisa May Alcott;Robert Louis Stevenson;Jules Verne"},
    {Genre::crime,
     "Крісті Аґата;Крісті Агата;Дойл Артур Конан;Дойль Артур Конан;Кокотюха Андрій;Несбьо Ю;Ґеррітсен Тесс;"
     "Чейз Джеймс Гедлі;Ларссон Стіґ;Каррізі Донато;Сіменон Жорж;Чандлер Реймонд;Коломійчук Богдан;"
     "Agatha Christie;Arthur Conan Doyle;Lee Child;Michael Connelly;Janet Evanovich;David Baldacci;"
     "Vince Flynn;Harlan Coben;Patricia Cornwell;Sue Grafton;Tana French;Stieg Larsson;Jo Nesbø;"
     "Raymond Chandler;Dashiell Hammett;Robert Galbraith;James Patterson;John Grisham;Gillian Flynn;"
     "Thomas Harris;Tess Gerritsen;Karin Slaughter;Jeffery Deaver;Louise Penny;Kathy Reichs;J.D. Robb;"
     "Alexander McCall Smith;Dennis Lehane;Paula Hawkins;Tom Clancy;Linwood Barclay;Robert Ludlum;"
     "Nelson DeMille;Brad Thor;Daniel Silva;Lisa Gardner;Camilla Läckberg;Henning Mankell"},
    {Genre::science_fiction,
     "Азімов Айзек;Бредбері Рей;Пратчетт Террі;Сапковський Анджей;Герберт Френк;Лем Станіслав;Веллс Герберт;"
     "Маас Сара;Сіммонс Ден;Дяченко Марина;Бардуґо Лі;Толкін Джон;Мартін Джордж;Роулінґ Джоан;Корній Дара;"
     "Дік Філіп;Ґібсон Вільям;Terry Pratchett;Jim Butcher;Brandon Sanderson;David Eddings;Robert Jordan;"
     "Neil Gaiman;George R.R. Martin;J.R.R. Tolkien;Frank Herbert;Isaac Asimov;Arthur C. Clarke;"
     "Ray Bradbury;Philip K. Dick;Ursula K. Le Guin;Douglas Adams;Orson Scott Card;William Gibson;"
     "Neal Stephenson;John Scalzi;Robert A. Heinlein;H.G. Wells;R.A. Salvatore;Robin Hobb;Brent Weeks;"
     "Terry Goodkind;Joe Abercrombie;Patrick Rothfuss;Terry Brooks;Steven Erikson;James S.A. Corey;"
     "Dan Simmons;Patricia Briggs;Anne McCaffrey;China Miéville;Sarah J. Maas;Leigh Bardugo;Kevin Hearne;"
     "Ilona Andrews;Charlaine Harris;Margaret Weis;Raymond E. Feist;Mercedes Lackey;Robert J. Sawyer;"
     "Andrzej Sapkowski;Ernest Cline;Andy Weir;Scott Lynch;Lev Grossman;Christopher Paolini;Cassandra Clare;"
     "Marissa Meyer;Veronica Roth;Suzanne Collins;James Dashner;Kelley Armstrong;Richelle Mead"},
    {Genre::children,
     "Нестайко Всеволод;МакДоналд Меґан;Стронґ Джеремі;Вайброу Іан;Пунсет Ана;Мєлех Агнєшка;Андерсен Ганс;"
     "Ліндґрен Астрід;Дал Роальд;Кіплінг Джозеф;Керролл Льюїс;Янссон Туве;Монтгомері Люсі-Мод;Портер Елінор;"
     "Малик Галина;Вдовиченко Галина;Пресс Юліан;Нестлінґер Крістіне;Вестлі Анне-Катріне;Старк Ульф;"
     "Вілсон Джаклін;Баррі Джеймс;Мілн Алан;Dr. Seuss;Roald Dahl;Beverly Cleary;Jeff Kinney;Lemony Snicket;"
     "Rick Riordan;J.K. Rowling;C.S. Lewis;A.A. Milne;Laura Joffe Numeroff;Bill Martin Jr.;Eric Carle;"
     "Shel Silverstein;Maurice Sendak;Beatrix Potter;Eoin Colfer;E.B. White;Laura Ingalls Wilder;"
     "L.M. Montgomery;Judy Blume;Lewis Carroll;Lois Lowry;Mo Willems;Jan Brett;Frances Hodgson Burnett;"
     "Kate DiCamillo;Madeleine L'Engle;Norman Bridwell;Margaret Wise Brown;Dav Pilkey;John Flanagan;"
     "Angie Sage;Brandon Mull;Mary Pope Osborne;R.L. Stine;Barbara Park;Astrid Lindgren;Cressida Cowell;"
     "Chris Van Allsburg"},
    {Genre::poetry,
     "Костенко Ліна;Симоненко Василь;Стус Василь;Сосюра Володимир;Маланюк Євген;Плужник Євген;Ольжич Олег;"
     "Теліга Олена;Рильський Максим;Павличко Дмитро;Pablo Neruda;Rainer Maria Rilke;Emily Dickinson;"
     "Walt Whitman;T.S. Eliot;Robert Frost;Mary Oliver;Kahlil Gibran;Langston Hughes;W.B. Yeats"},
    {Genre::prose,
     "Забужко Оксана;Роздобудько Ірен;Дашвар Люко;Лис Володимир;Шкляр Василь;Андрухович Юрій;"
     "Андрухович Софія;Жадан Сергій;Винничук Юрій;Курков Андрій;Кідрук Макс;Дереш Любко;Гурницька Наталія;"
     "Мойєс Джоджо;Коельйо Пауло;Кінг Стівен;Jodi Picoult;Nora Roberts;Nicholas Sparks;Kristin Hannah;"
     "Liane Moriarty;Jojo Moyes;Paulo Coelho;Haruki Murakami;Khaled Hosseini;Sophie Kinsella;Emily Giffin;"
     "Cecelia Ahern;Marian Keyes;Jennifer Weiner;Kate Morton;Ken Follett;Stephen King;Chuck Palahniuk;"
     "Elena Ferrante;Margaret Atwood;Barbara Kingsolver;Nick Hornby;Ian McEwan;Kurt Vonnegut Jr.;"
     "Philippa Gregory;John Irving;Toni Morrison;Gabriel García Márquez;Jhumpa Lahiri;Donna Tartt;"
     "Zadie Smith;Jonathan Franzen;Cormac McCarthy;Colleen Hoover;John Green;Sarah Dessen;Dan Brown;"
     "Jeffrey Archer;David Mitchell;Alice Munro;Philip Roth;Salman Rushdie;Anne Tyler;Wally Lamb;"
     "Kazuo Ishiguro;E.L. James;Sylvia Day"},
    {Genre::psychology,
     "Ялом Ірвін;Франкл Віктор;Фройд Зиґмунд;Юнґ Карл Ґустав;Карнеґі Дейл;Irvin D. Yalom;Viktor E. Frankl;"
     "Brené Brown;Sigmund Freud;Daniel Kahneman;Oliver Sacks;Carl Gustav Jung;Daniel Goleman;"
     "Stephen R. Covey;Eckhart Tolle"},
    {Genre::business,
     "Шефер Бодо;Шварц Барі;Гілл Наполеон;Тімоті Ферріс;Seth Godin;Robert T. Kiyosaki;Patrick Lencioni;"
     "Napoleon Hill;Timothy Ferriss;Jim Collins;Dave Ramsey;Spencer Johnson"},
    {Genre::cooking, "Клопотенко Євген;Julia Child;Jamie Oliver;Ina Garten;Ree Drummond;Mark Bittman;Anthony Bourdain"},
    {Genre::history,
     "Грушевський Михайло;Снайдер Тімоті;Плохій Сергій;Субтельний Орест;David McCullough;Stephen E. Ambrose;"
     "Doris Kearns Goodwin;Antony Beevor;Erik Larson;Howard Zinn;Walter Isaacson;Ron Chernow"},
    {Genre::science,
     "Гокінґ Стівен;Stephen Hawking;Richard Dawkins;Carl Sagan;Mary Roach;Brian Greene;Neil deGrasse Tyson;"
     "Stephen Jay Gould;Richard P. Feynman;Charles Darwin;Steven Pinker;Jared Diamond"},
});

}  // namespace

std::optional<Genre> genre_of_author(std::string_view author_key) {
  static const auto known = [] {
    std::unordered_map<std::string, Genre> map;
    for (const Shelf& shelf : shelves)
      for (std::string_view rest = shelf.authors; !rest.empty();) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        if (const auto name = author_name(rest.substr(0, end))) map.emplace(name->key, shelf.genre);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return map;
  }();
  const auto found = known.find(std::string(author_key));
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace bookmarket::catalog
