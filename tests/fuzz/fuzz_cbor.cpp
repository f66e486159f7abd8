// Any bytes as CBOR: what is read has one form only, so writing it gives the same bytes again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/auth/passkeys/cbor.hpp"

using namespace bookmarket::auth;

namespace {

void write_head(std::string& out, unsigned major, std::uint64_t argument) {
  const int width = argument < 24 ? 0 : argument <= 0xFF ? 1 : argument <= 0xFFFF ? 2 : argument <= 0xFFFFFFFF ? 4 : 8;
  const unsigned info = width == 0   ? static_cast<unsigned>(argument)
                        : width == 1 ? 24
                        : width == 2 ? 25
                        : width == 4 ? 26
                                     : 27;
  out += static_cast<char>(major << 5U | info);
  for (int i = width - 1; i >= 0; --i) out += static_cast<char>(argument >> static_cast<unsigned>(8 * i));
}

void write(std::string& out, const cbor::Item& item) {
  using cbor::Kind;
  switch (item.kind) {
    case Kind::null:
      return write_head(out, 7, 22);
    case Kind::boolean:
      return write_head(out, 7, item.number == 1 ? 21 : 20);
    case Kind::integer:
      return write_head(out, item.number < 0 ? 1 : 0,
                        static_cast<std::uint64_t>(item.number < 0 ? -1 - item.number : item.number));
    case Kind::bytes:
    case Kind::text:
      write_head(out, item.kind == Kind::bytes ? 2 : 3, item.string.size());
      out += item.string;
      return;
    case Kind::array:
    case Kind::map:
      write_head(out, item.kind == Kind::array ? 4 : 5,
                 item.kind == Kind::array ? item.items.size() : item.items.size() / 2);
      for (const auto& i : item.items) write(out, i);
      return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto first = cbor::read_first(bytes);
  if (!first) return 0;
  std::string again;
  write(again, first->item);
  if (again != bytes.substr(0, first->length)) std::abort();
  if (cbor::read(bytes).has_value() != (first->length == size)) std::abort();
  return 0;
}
