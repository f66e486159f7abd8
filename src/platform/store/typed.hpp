// Documents as described types.
#pragma once

#include "platform/shape/document.hpp"
#include "platform/store/store.hpp"

namespace bookmarket::store {

/// Told of a document that cannot be read as a T: of which type (its described name), which document, and why.
using Unreadable = std::function<void(std::string_view type, const std::string& id, const Error&)>;

/// Those that can be read. One broken document costs nobody the others: it is left out and told to `unreadable`.
template <shape::Described T>
std::vector<T> read_all(const std::vector<Document>& documents, const Unreadable& unreadable) {
  std::vector<T> out;
  out.reserve(documents.size());
  for (const auto& d : documents) {
    auto value = d.readable ? shape::from_object<T>(d.body)
                            : unavailable("store_corrupt", "the stored document cannot be decoded");
    if (value)
      out.push_back(std::move(*value));
    else if (unreadable)
      unreadable(shape::Describe<T>::name, d.id, value.error());
  }
  return out;
}

template <shape::Described T>
Task<std::optional<T>> find(Store& store, std::string collection, std::string id) {
  auto document = co_await store.get(std::move(collection), std::move(id));
  if (!document) co_return fail(std::move(document).error());
  if (!*document) co_return std::optional<T>{};
  auto value = shape::from_object<T>((*document)->body);
  if (!value) co_return fail(std::move(value).error());
  co_return std::optional<T>(std::move(*value));
}

/// In the order of `ids`; absent ones are left out.
template <shape::Described T>
Task<std::vector<T>> find_many(Store& store, std::string collection, std::vector<std::string> ids,
                               Unreadable unreadable) {
  auto documents = co_await store.get_many(std::move(collection), std::move(ids));
  if (!documents) co_return fail(std::move(documents).error());
  co_return read_all<T>(*documents, unreadable);
}

/// All documents under one key of an index.
inline Task<std::vector<Document>> documents_by(Store& store, std::string collection, std::string index, Value key) {
  Query query{
      .collection = std::move(collection), .index = std::move(index), .equals = {std::move(key)}, .limit = 1000};
  std::vector<Document> out;
  do {
    auto page = co_await store.query(query);
    if (!page) co_return fail(std::move(page).error());
    out.insert(out.end(), std::make_move_iterator(page->documents.begin()),
               std::make_move_iterator(page->documents.end()));
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
  co_return out;
}

/// Those of them that can be read.
template <shape::Described T>
Task<std::vector<T>> find_by(Store& store, std::string collection, std::string index, Value key,
                             Unreadable unreadable) {
  const auto documents = co_await documents_by(store, std::move(collection), std::move(index), std::move(key));
  if (!documents) co_return fail(documents.error());
  co_return read_all<T>(*documents, unreadable);
}

}  // namespace bookmarket::store
