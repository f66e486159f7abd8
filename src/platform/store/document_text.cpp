#include "platform/store/document_text.hpp"

#include <simdjson.h>
#include <sodium.h>

#include <charconv>

#include "platform/shape/json.hpp"

namespace bookmarket::store {
namespace {

namespace dom = simdjson::dom;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  bool object(const Object& object, int depth) {
    if (depth > max_document_depth) return false;
    out_ += '{';
    bool first = true;
    for (const auto& [name, member] : object.members()) {
      if (!first) out_ += ',';
      first = false;
      if (!name.empty() && name[0] == '$')
        shape::write_json_string(out_, "$" + name);
      else
        shape::write_json_string(out_, name);
      out_ += ':';
      if (!value(member, depth)) return false;
    }
    out_ += '}';
    return true;
  }

 private:
  bool value(const Value& v, int depth) {
    if (const auto* text = v.as<std::string>()) {
      shape::write_json_string(out_, *text);
    } else if (const auto* number = v.as<std::int64_t>()) {
      integer(*number);
    } else if (const auto* flag = v.as<bool>()) {
      out_ += *flag ? "true" : "false";
    } else if (const auto* at = v.as<Timestamp>()) {
      out_ += "{\"$t\":";
      integer(at->time_since_epoch().count());
      out_ += '}';
    } else if (const auto* bytes = v.as<Bytes>()) {
      base64(*bytes);
    } else if (const auto* array = v.as<Array>()) {
      if (depth >= max_document_depth) return false;
      out_ += '[';
      for (std::size_t i = 0; i < array->size(); ++i) {
        if (i != 0) out_ += ',';
        if (!value((*array)[i], depth + 1)) return false;
      }
      out_ += ']';
    } else {
      return object(*v.as<Object>(), depth + 1);
    }
    return true;
  }

  void integer(std::int64_t n) {
    char digits[24];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
  }

  void base64(const Bytes& bytes) {
    out_ += "{\"$b\":\"";
    const auto at = out_.size();
    const auto length = sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL);  // with a NUL
    out_.resize(at + length);
    sodium_bin2base64(out_.data() + at, length, bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out_.resize(at + length - 1);
    out_ += "\"}";
  }

  std::string& out_;
};

// The readers throw simdjson::simdjson_error, caught in from_text.
[[noreturn]] void malformed() { throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE); }

Bytes read_bytes(std::string_view base64) {
  if (base64.empty()) return {};  // an empty vector may have no address to write to
  Bytes out(base64.size());
  std::size_t length = 0;
  if (sodium_base642bin(out.data(), out.size(), base64.data(), base64.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    malformed();
  out.resize(length);
  return out;
}

Value read(dom::element from);

Value read_object(dom::object from) {
  Object out;
  for (auto [name, member] : from) {
    if (name.starts_with('$')) {
      name.remove_prefix(1);
      if (name == "t") return Timestamp(std::chrono::milliseconds(member.get_int64().value()));
      if (name == "b") return read_bytes(member.get_string().value());
      if (!name.starts_with('$')) malformed();
    }
    out.members().emplace_back(name, read(member));
  }
  return out;
}

Value read(dom::element from) {
  switch (from.type()) {
    case dom::element_type::STRING:
      return from.get_string().value();
    case dom::element_type::INT64:
      return from.get_int64().value();
    case dom::element_type::BOOL:
      return from.get_bool().value();
    case dom::element_type::OBJECT:
      return read_object(from.get_object());
    case dom::element_type::ARRAY: {
      Array out;
      for (const auto element : dom::array(from)) out.push_back(read(element));
      return out;
    }
    default:
      malformed();
  }
}

}  // namespace

Result<std::string> to_text(const Object& body) {
  std::string out;
  out.reserve(1024);
  if (!Writer(out).object(body, 1)) return fail(ErrorKind::invalid, "document_too_deep", "This is nested too deep.");
  if (out.size() > max_document_bytes)
    return fail(ErrorKind::too_large, "document_too_large", "This is more than one record may hold.");
  if (!simdjson::validate_utf8(out.data(), out.size()))
    return fail(ErrorKind::invalid, "not_utf8", "Some of the text is not UTF-8.");
  return out;
}

Result<Object> from_text(std::string_view text) {
  thread_local dom::parser parser;
  thread_local std::string padded;  // simdjson reads past the end of what it parses
  padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded.assign(text);
  try {
    Value value = read_object(parser.parse(padded.data(), padded.size(), false).get_object());
    if (auto* object = value.as<Object>()) return std::move(*object);
    malformed();
  } catch (const simdjson::simdjson_error& e) {
    return unavailable("store_corrupt", std::string("a stored document cannot be read: ") + e.what());
  }
}

}  // namespace bookmarket::store
