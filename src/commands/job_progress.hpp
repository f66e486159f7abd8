// Shows a job's progress: a bar that redraws itself on a terminal, a line every few seconds elsewhere.
#pragma once

#include <chrono>

#include "platform/http/client.hpp"
#include "roles/control.hpp"

namespace bookmarket::commands {

class JobProgress {
 public:
  void show(const roles::JobState& state);
  /// Ends the line of the bar.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  std::string step_;
  std::int64_t first_ = 0;  ///< where the step was when it was first seen: a resumed import does not start at 0
  Clock::time_point begun_{}, shown_{};
  bool drawn_ = false;
};

/// What a server refused, as it said it.
[[nodiscard]] Error problem_in(const http::ClientResponse& response);

/// Where the market could not be opened (`why`): has the server that holds it do the job, and follows it to its end.
/// `why` when no server does.
[[nodiscard]] Result<roles::JobState> through_server(const std::filesystem::path& data_directory, const Error& why,
                                                     std::string_view target, const std::string& body);

}  // namespace bookmarket::commands
