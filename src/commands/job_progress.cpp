#include "commands/job_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <thread>

#include "platform/http/client.hpp"

namespace bookmarket::commands {
namespace {

std::string duration(double seconds) {
  const auto s = std::lround(seconds);
  return s < 60 ? fmt::format("{} s", s) : fmt::format("{} min {:02} s", s / 60, s % 60);
}

std::string line(const roles::JobState& s, double elapsed, std::int64_t first) {
  std::string out = s.step;
  if (s.total > 0) {
    constexpr int width = 28;
    const double part = static_cast<double>(s.done) / static_cast<double>(s.total);
    const int filled = static_cast<int>(part * width);
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
    out += fmt::format("  {} {:3.0f} %  {} kept", bar, part * 100, s.kept);
    if (s.rejected > 0) out += fmt::format(", {} rejected", s.rejected);
    if (s.done > first && s.done < s.total)
      out += "  " + duration(elapsed * static_cast<double>(s.total - s.done) / static_cast<double>(s.done - first)) +
             " left";
  } else if (s.works > 0) {
    out += fmt::format("  {} works", s.works);
  } else if (s.copies > 0) {
    out += fmt::format("  {} copies", s.copies);
  }
  return out;
}

Result<roles::JobState> job_in(const http::ClientResponse& response) {
  if (response.status == 200) return shape::from_json<roles::JobState>(response.body);
  return fail(problem_in(response));
}

std::unexpected<Error> interrupted(const Error& why) {
  return fail(ErrorKind::unavailable, "interrupted",
              "The server ended before it told how the job ended: it was interrupted. Give the command again.",
              why.cause);
}

}  // namespace

Error problem_in(const http::ClientResponse& response) {
  Error out{ErrorKind::conflict, "refused", "The server answered " + std::to_string(response.status) + "."};
  const auto problem = shape::parse_json(response.body);
  if (!problem || !problem->is_object()) return out;
  const auto text = [](const auto& in, const char* name) {
    const auto* member = in.if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
  };
  out.detail = text(problem->get_object(), "detail");
  if (const auto* errors = problem->get_object().if_contains("errors"); errors != nullptr && errors->is_array())
    for (const auto& e : errors->get_array())
      if (e.is_object())
        out.fields.push_back(
            {text(e.get_object(), "pointer"), text(e.get_object(), "code"), text(e.get_object(), "detail")});
  return out;
}

void JobProgress::show(const roles::JobState& s) {
  const auto now = Clock::now();
  const bool terminal = isatty(STDERR_FILENO) != 0;
  if (s.step != step_) {
    finish();
    step_ = s.step;
    first_ = s.done;
    begun_ = now;
    shown_ = {};
  }
  if (now - shown_ < (terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(3000))) return;
  shown_ = now;
  const auto text = line(s, std::chrono::duration<double>(now - begun_).count(), first_);
  std::fprintf(stderr, terminal ? "\r\033[K%s" : "%s\n", text.c_str());
  std::fflush(stderr);
  drawn_ = terminal;
}

void JobProgress::finish() {
  if (drawn_) std::fputs("\n", stderr);
  drawn_ = false;
}

Result<roles::JobState> through_server(const std::filesystem::path& data_directory, const Error& why,
                                       std::string_view target, const std::string& body) {
  const auto socket = roles::control_socket(data_directory);
  if (why.code != "data_directory_held") return fail(why);
  const auto begun = http::request_unix(socket, "POST", target, body);
  // No socket, or one that a killed server left: another command is at work here.
  if (!begun && begun.error().code == "no_connection") return fail(why);
  if (!begun) return interrupted(begun.error());
  auto state = job_in(*begun);
  JobProgress progress;
  while (state && state->state == "running") {
    progress.show(*state);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto next = http::request_unix(socket, "GET", "/jobs/" + state->id);
    if (!next) return interrupted(next.error());
    state = job_in(*next);
  }
  progress.finish();
  if (state && state->state == "failed")
    return fail(ErrorKind::internal, "job_failed", state->error.value_or("The job failed."));
  return state;
}

}  // namespace bookmarket::commands
