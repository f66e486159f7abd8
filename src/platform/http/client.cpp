#include "platform/http/client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace bookmarket::http {

Result<ClientResponse> request_unix(const std::filesystem::path& path, std::string_view method, std::string_view target,
                                    std::string body) {
  namespace asio = boost::asio;
  namespace beast_http = boost::beast::http;
  asio::io_context io;
  asio::local::stream_protocol::socket socket(io);
  boost::system::error_code problem;
  socket.connect(asio::local::stream_protocol::endpoint(path.string()), problem);
  if (problem) return unavailable("no_connection", path.string() + ": " + problem.message());
  beast_http::request<beast_http::string_body> request;
  request.method_string({method.data(), method.size()});
  request.target({target.data(), target.size()});
  request.set(beast_http::field::host, "localhost");
  request.set(beast_http::field::content_type, "application/json");
  request.body() = std::move(body);
  request.prepare_payload();
  beast_http::write(socket, request, problem);
  boost::beast::flat_buffer buffer;
  beast_http::response<beast_http::string_body> response;
  if (!problem) beast_http::read(socket, buffer, response, problem);
  if (problem) return unavailable("connection_lost", path.string() + ": " + problem.message());
  return ClientResponse{static_cast<int>(response.result_int()), std::move(response.body())};
}

}  // namespace bookmarket::http
