// Any bytes as a token, as its header and payload under a right signature, and as a key set.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/crypto/crypto.hpp"
#include "services/auth/oidc/signed_token.hpp"

using namespace bookmarket;

namespace {

const auto signer = crypto::SigningKey::generate();
const auth::IssuerKey key{"k", "EdDSA", *crypto::PublicKey::ed25519(signer.public_key())};

std::string signed_by_us(std::string_view header, std::string_view payload) {
  const auto text = crypto::to_base64url(header) + "." + crypto::to_base64url(payload);
  return text + "." + crypto::to_base64url(signer.sign(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // Nobody but us signs: no bytes are a token of ours.
  if (const auto split = auth::split_token(bytes); split && auth::signed_claims(*split, key)) std::abort();
  if (const auto split = auth::split_token(signed_by_us(R"({"alg":"EdDSA","kid":"k"})", bytes))) {
    const auto claims = auth::signed_claims(*split, key);
    if (claims && (claims->issuer.empty() || claims->subject.empty())) std::abort();
    if (claims) (void)auth::check_times(*claims, {});
  }
  if (const auto split = auth::split_token(signed_by_us(bytes, "{}")); split && split->algorithm == "none")
    std::abort();
  (void)auth::read_key_set(bytes);
  return 0;
}
