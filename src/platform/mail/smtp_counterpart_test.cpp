#include "platform/mail/smtp_counterpart.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "platform/base/id.hpp"

namespace bookmarket::mail {

namespace fs = std::filesystem;

const SmtpCounterpart& SmtpCounterpart::instance() {
  static const SmtpCounterpart one;
  return one;
}

SmtpCounterpart::SmtpCounterpart()
    : directory_(fs::temp_directory_path() / ("smtp-" + Uuid::v7(Clock().now()).to_string())) {
  fs::create_directory(directory_);
  // Its input ends with this program, however that ends, and it with its input.
  int to_child[2], from_child[2];
  if (::pipe2(to_child, O_CLOEXEC) != 0 || ::pipe2(from_child, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto folder = directory_.string();
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(to_child[0], STDIN_FILENO);
    ::dup2(from_child[1], STDOUT_FILENO);
    constexpr auto python = "build/venv/bin/python";  // by its own path it knows its packages
    ::execl(python, python, "tests/counterparts/smtp_server.py", folder.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(to_child[0]);
  ::close(from_child[1]);
  input_ = to_child[1];
  std::string said;
  char buffer[4096];
  for (;;) {
    const auto size = ::read(from_child[0], buffer, sizeof buffer);
    if (size <= 0) break;
    said.append(buffer, static_cast<std::size_t>(size));
    if (said.ends_with("ready\n")) break;
  }
  ::close(from_child[0]);
  if (!said.ends_with("ready\n")) {
    end();
    throw std::runtime_error("tests/counterparts/smtp_server.py did not start");
  }
  std::istringstream lines(said);
  std::string mode;
  for (std::uint16_t port = 0; lines >> mode >> port;) ports_[mode] = port;
}

SmtpCounterpart::~SmtpCounterpart() { end(); }

void SmtpCounterpart::end() const {
  ::close(input_);
  ::waitpid(process_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

std::uint16_t SmtpCounterpart::port(const std::string& mode) const { return ports_.at(mode); }

std::vector<fs::path> SmtpCounterpart::accepted() const {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(directory_ / "mail"))
    if (!entry.path().filename().string().starts_with('.')) out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace bookmarket::mail
