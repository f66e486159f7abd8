// Promises about signed requests, seen from a client that has nothing else.
#include "platform/objects/objects_contract.hpp"

namespace bookmarket::objects::contract {
namespace {

using std::chrono::seconds;

const Upload photo{"incoming/7/original", {"image/jpeg", std::string(cached_for_ever)}, 10};

void uploads(Subject& s) {
  const auto allowed = s.must(s.objects().sign_upload(photo, seconds(60)), "sign");
  s.expect(allowed.method == "PUT" && allowed.content_type == "image/jpeg", "an upload is a PUT of its type");
  s.must(s.request("PUT", allowed.url, allowed.content_type, "0123456789"), "upload");
  const auto got = s.must(s.objects().get(photo.key, 10), "get");
  if (!s.expect(got.has_value(), "what was uploaded is there")) return;
  s.expect(got->bytes == "0123456789", "its bytes are those of the body");
  s.expect(got->head.attributes == photo.attributes, "its attributes are those that were signed");
}

void uploads_within(Subject& s) {
  const auto allowed = s.must(s.objects().sign_upload(photo, seconds(60)), "sign");
  s.expect(!s.request("PUT", allowed.url, "image/jpeg", "0123456789+"), "more bytes than were signed are refused");
  s.expect(!s.request("PUT", allowed.url, "text/html", "0123456789"), "another type than was signed is refused");
  s.expect(!s.request("PUT", allowed.url, "", "0123456789"), "no type is refused");
  s.expect(!s.request("GET", allowed.url), "an upload is no download");
  s.expect(s.bytes_of(photo.key) == "(absent)", "nothing of it was put");
}

void downloads(Subject& s) {
  s.put("private/7.pdf", "secret", "application/pdf");
  s.put("private/8.pdf", "another's", "application/pdf");
  const auto allowed = s.must(s.objects().sign_download("private/7.pdf", seconds(60)), "sign");
  s.expect(allowed.method == "GET", "a download is a GET");
  s.expect(s.must(s.request("GET", allowed.url), "download") == "secret", "a download gives the bytes");
  s.expect(!s.request("PUT", allowed.url, "application/pdf", "x"), "a download is no upload");
  s.expect(s.bytes_of("private/7.pdf") == "secret", "nothing was put");
  auto other = allowed.url;
  if (const auto at = other.find("7.pdf"); s.expect(at != std::string::npos, "the key stands in the address"))
    other[at] = '8';
  s.expect(!s.request("GET", other), "another key is refused");
  s.expect(!s.request("GET", allowed.url.substr(0, allowed.url.find('?'))), "an address without signature is refused");
}

/// Every character is covered, by the signature or by being part of it.
void unchanged(Subject& s) {
  s.put("private/7.pdf", "secret");
  const auto url = s.must(s.objects().sign_download("private/7.pdf", seconds(60)), "sign").url;
  const auto upload = s.must(s.objects().sign_upload(photo, seconds(60)), "sign").url;
  const auto with = [](std::string text, std::size_t at) {
    text[at] = text[at] == '1' ? '2' : '1';
    return text;
  };
  for (std::size_t at = url.find("private"); at < url.size(); ++at)
    s.expect(!s.request("GET", with(url, at)), "a changed address is refused: " + with(url, at));
  for (std::size_t at = upload.find("incoming"); at < upload.size(); ++at)
    s.expect(!s.request("PUT", with(upload, at), "image/jpeg", "x"), "a changed address is refused");
  s.expect(!s.request("GET", url.substr(0, url.size() - 1)), "a cut address is refused");
  s.expect(s.keys("") == std::vector<std::string>{"private/7.pdf"}, "nothing was put");
}

void expires(Subject& s) {
  s.put("private/7.pdf", "secret");
  const auto download = s.must(s.objects().sign_download("private/7.pdf", seconds(60)), "sign");
  const auto upload = s.must(s.objects().sign_upload(photo, seconds(60)), "sign");
  s.advance(seconds(50));
  s.expect(s.request("GET", download.url).has_value(), "a download is valid for its time");
  s.must(s.request("PUT", upload.url, "image/jpeg", "0123456789"), "upload in time");
  s.advance(seconds(11));
  s.expect(!s.request("GET", download.url), "a download expires");
  s.expect(!s.request("PUT", upload.url, "image/jpeg", "9876543210"), "an upload expires");
  s.expect(s.bytes_of(photo.key) == "0123456789", "nothing was put after that");
  for (const auto valid_for : {seconds(0), seconds(-5), seconds(7 * 86400 + 1)}) {
    s.expect(!s.objects().sign_download("a", valid_for), "no download is signed for such a time");
    s.expect(!s.objects().sign_upload(photo, valid_for), "no upload is signed for such a time");
  }
}

}  // namespace

std::vector<Check> signed_checks() {
  return {{"ASignedUploadPuts", uploads},
          {"ASignedUploadIsBoundToSizeAndType", uploads_within},
          {"ASignedDownloadGives", downloads},
          {"AChangedAddressIsRefused", unchanged},
          {"SignedRequestsExpire", expires}};
}

}  // namespace bookmarket::objects::contract
