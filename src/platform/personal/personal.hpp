// Whose a collection's documents are, declared once: export and erasure of a person derive from it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/objects/objects.hpp"
#include "platform/shape/document.hpp"
#include "platform/store/store.hpp"

namespace bookmarket::personal {

/// Specialised for ids that name a person.
template <class T>
struct NamesPerson : std::false_type {};

/// Whether T, or what is in it, has a member marked pii or a person's id.
template <class T>
constexpr bool is_personal() {
  if constexpr (shape::is_optional<T>::value || shape::is_vector<T>::value) {
    return is_personal<typename T::value_type>();
  } else if constexpr (shape::Described<T>) {
    bool found = false;
    shape::for_each_field<T>(
        [&]<class C, class M>(const shape::Field<C, M>& f) { found = found || f.info.pii || is_personal<M>(); });
    return found;
  } else {
    return NamesPerson<T>::value;
  }
}

/// A stored T as its owner may read it: what is described and not secret.
template <shape::Described T>
[[nodiscard]] Object shown(const Object& stored) {
  Object out;
  shape::for_each_field<T>([&]<class C, class M>(const shape::Field<C, M>& f) {
    static_assert(!shape::has_secret<M>(), "a secret stands in the document itself, not in a part of it");
    const auto* value = stored.find(f.name);
    if (value != nullptr && !f.info.secret) out.set(std::string(f.name), *value);
  });
  return out;
}

template <shape::Described T>
[[nodiscard]] Object without_pii(Object stored);

namespace detail {

/// The same of an M: described, or of such.
template <class M>
Value cleared(Value value) {
  if constexpr (shape::is_optional<M>::value) {
    return cleared<typename M::value_type>(std::move(value));
  } else if constexpr (shape::is_vector<M>::value) {
    if (auto* items = value.as<Array>())
      for (auto& item : *items) item = cleared<typename M::value_type>(std::move(item));
  } else if constexpr (shape::Described<M>) {
    if (auto* object = value.as<Object>()) return without_pii<M>(std::move(*object));
  }
  return value;
}

}  // namespace detail

/// A stored T without what it, or what is in it, says of a person beside ids.
template <shape::Described T>
[[nodiscard]] Object without_pii(Object stored) {
  shape::for_each_field<T>([&]<class C, class M>(const shape::Field<C, M>& f) {
    auto* value = stored.find(f.name);
    if (value == nullptr) return;
    if (!f.info.pii)
      *value = detail::cleared<M>(std::move(*value));
    else if constexpr (shape::is_optional<M>::value || shape::is_vector<M>::value)
      stored.erase(f.name);
    else if constexpr (std::same_as<M, std::string>)
      stored.set(std::string(f.name), std::string());
    else
      stored.set(std::string(f.name), shape::detail::to_value(M{}));
  });
  return stored;
}

enum class Fate : std::uint8_t {
  removed,        ///< goes with the person
  pseudonymised,  ///< stays without what is marked pii: what has to be kept
  nobodys
};

/// Objects that a document is about.
struct Belongings {
  std::vector<std::string> shown;  ///< keys of what its owner is given
  std::vector<std::string> goes;   ///< keys, and prefixes that end in a slash
};

struct Holding {
  std::string collection;
  std::string index = {};  ///< by the person's id; empty: that is the document's own id
  Fate fate = Fate::nobodys;
  bool personal = false;  ///< its type says so: is_personal()
  /// As it is exported. Empty: it is not, for the sake of others whose it is, too.
  std::function<Object(const Object&)> shown = {};
  std::function<Object(Object)> without_pii = {};
  /// Of a document that can be read. Empty: there are none.
  std::function<Belongings(const store::Document&)> belongings = {};
  /// That tell others of its removal. Empty: nobody follows these documents.
  std::function<std::vector<store::NewEvent>(const store::Document&)> events = {};
};

template <shape::Described T>
[[nodiscard]] Holding holding(std::string collection, std::string index, Fate fate) {
  return {std::move(collection), std::move(index), fate, is_personal<T>(), shown<T>, without_pii<T>};
}
template <shape::Described T>
[[nodiscard]] Holding removed(std::string collection, std::string index = {}) {
  return holding<T>(std::move(collection), std::move(index), Fate::removed);
}
template <shape::Described T>
[[nodiscard]] Holding pseudonymised(std::string collection, std::string index) {
  return holding<T>(std::move(collection), std::move(index), Fate::pseudonymised);
}
template <shape::Described T>
[[nodiscard]] Holding nobodys(std::string collection) {
  return holding<T>(std::move(collection), {}, Fate::nobodys);
}

/// Collections that nobody said anything of, that are said to be nobody's though their documents are about people, or
/// that cannot be found by a person.
[[nodiscard]] std::vector<std::string> faults(const std::vector<store::Collection>& collections,
                                              const std::vector<Holding>& holdings);

/// One part of what there is about a person.
struct Page {
  std::string file;  ///< service/collection.json, or from the second page on service/collection-2.json
  std::string json;  ///< a list of documents, indented; times in ISO 8601
  std::size_t documents = 0;
  std::vector<std::string> objects;  ///< keys that belong to them
  std::string next_cursor;           ///< empty: that was all
};

/// What one service keeps about people. Its holdings are in the order in which a person's are erased; a collection has
/// one for each way in which it is about somebody, of which one at most is shown.
class Keeper {
 public:
  /// Prefixes of objects that are a person's whatever documents say.
  using Prefixes = std::function<std::vector<std::string>(const std::string& person)>;
  Keeper(std::string service, store::Store& store, objects::Objects& objects, std::vector<Holding> holdings,
         Prefixes prefixes)
      : service_(std::move(service)),
        store_(store),
        objects_(objects),
        holdings_(std::move(holdings)),
        prefixes_(std::move(prefixes)) {}

  [[nodiscard]] const std::string& service() const { return service_; }
  /// `cursor`: empty, or from the page before. `person`: an id as text.
  Task<Page> list(std::string person, std::string cursor) const;
  /// One bounded step; gives the cursor of the next, empty: nothing is left. A step that is repeated does no harm.
  /// Failpoints erase.<service>.<collection>, and erase.<service>.objects.
  Task<std::string> erase(std::string person, std::string cursor) const;

 private:
  /// The first from `at` on that is somebody's and, `to_list`, is shown.
  [[nodiscard]] std::size_t next_from(std::size_t at, bool to_list) const;
  [[nodiscard]] std::size_t first_of(std::string_view holding, bool to_list) const;
  Task<store::QueryPage> documents(std::size_t at, std::string person, std::string cursor, unsigned limit) const;
  Task<void> remove_objects(std::vector<std::string> keys) const;
  Task<void> erase_document(std::size_t at, store::Document document) const;

  std::string service_;
  store::Store& store_;
  objects::Objects& objects_;
  std::vector<Holding> holdings_;
  Prefixes prefixes_;
};

}  // namespace bookmarket::personal
