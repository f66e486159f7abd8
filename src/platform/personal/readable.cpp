#include "platform/personal/readable.hpp"

#include "platform/crypto/crypto.hpp"
#include "platform/shape/json.hpp"

namespace bookmarket::personal {
namespace {

void write(std::string& out, const Value& value, std::size_t depth);

void new_line(std::string& out, std::size_t depth) {
  out += '\n';
  out.append(2 * depth, ' ');
}

struct Writer {
  std::string& out;
  std::size_t depth;

  void operator()(bool v) const { shape::write_json(out, v); }
  void operator()(std::int64_t v) const { shape::write_json(out, v); }
  void operator()(Timestamp v) const { shape::write_json(out, v); }
  void operator()(const std::string& v) const { shape::write_json_string(out, v); }
  void operator()(const Bytes& v) const {
    shape::write_json_string(out, crypto::to_base64url({reinterpret_cast<const char*>(v.data()), v.size()}));
  }
  void operator()(const Array& v) const {
    out += '[';
    for (std::size_t i = 0; i < v.size(); ++i) {
      if (i != 0) out += ',';
      new_line(out, depth + 1);
      write(out, v[i], depth + 1);
    }
    if (!v.empty()) new_line(out, depth);
    out += ']';
  }
  void operator()(const Object& v) const {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : v.members()) {
      if (!first) out += ',';
      first = false;
      new_line(out, depth + 1);
      shape::write_json_string(out, name);
      out += ": ";
      write(out, member, depth + 1);
    }
    if (!first) new_line(out, depth);
    out += '}';
  }
};

void write(std::string& out, const Value& value, std::size_t depth) { std::visit(Writer{out, depth}, value.data()); }

}  // namespace

std::string readable(const std::vector<Object>& documents) {
  std::string out;
  write(out, Array(documents.begin(), documents.end()), 0);
  out += '\n';
  return out;
}

}  // namespace bookmarket::personal
