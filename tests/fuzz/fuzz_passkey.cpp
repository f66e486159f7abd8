// Any bytes as what a browser sends for a passkey: client data, attestation object, authenticator data, key, signature.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/crypto/crypto.hpp"
#include "services/auth/passkeys/ceremony.hpp"
#include "services/auth/passkeys/public_key.hpp"

using namespace bookmarket::auth;

namespace {

const Expected expected{
    .challenge = "Y2NjY2NjY2NjY2NjY2NjYw", .origin = "https://books.example", .rp_id = "books.example"};

std::string client_data(std::string_view type) {
  return R"({"type":")" + std::string(type) +
         R"(","challenge":"Y2NjY2NjY2NjY2NjY2NjYw","origin":"https://books.example"})";
}

/// An attestation object around authenticator data, which begin as they should: so the rest is reached.
std::string attested(std::string_view rest) {
  const auto data = bookmarket::crypto::sha256(expected.rp_id) + std::string(rest);
  return "\xa3\x63"
         "fmt\x64none\x67"
         "attStmt\xa0\x68"
         "authData\x59" +
         std::string{static_cast<char>(data.size() >> 8U)} + static_cast<char>(data.size() & 255U) + data;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)verify_registration(expected, bytes, bytes);
  (void)verify_registration(expected, client_data("webauthn.create"), bytes);
  const auto made = verify_registration(expected, client_data("webauthn.create"), attested(bytes));
  if (made && (made->id.empty() || !PublicKey::parse(made->cose_key))) std::abort();
  const auto half = bytes.substr(0, size / 2), rest = bytes.substr(size / 2);
  const Credential credential{.id = "x", .cose_key = std::string(half), .aaguid = {}};
  (void)verify_assertion(expected, credential, client_data("webauthn.get"),
                         bookmarket::crypto::sha256(expected.rp_id) + std::string("\x05\0\0\0\1", 5), rest);
  if (const auto parsed = parse_authenticator_data(bytes); parsed && parsed->rp_id_hash.size() != 32) std::abort();
  return 0;
}
