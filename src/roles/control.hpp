// What other commands ask of a running server, over <data>/control.sock; and what tests may do to it.
#pragma once

#include <deque>
#include <functional>

#include "platform/http/endpoint.hpp"
#include "roles/accounts.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::roles {

struct ImportCommand {
  std::vector<std::string> files;
  std::string format = "auto";
  std::optional<std::string> rejects;
  std::optional<std::string> demo_towns;  ///< also add the demonstration sellers
};
struct JobState {
  std::string id = {}, state = {};  ///< state: running, done, failed
  std::string step = {};            ///< what it is doing, for people
  std::int64_t done = 0, total = 0;
  std::int64_t kept = 0, rejected = 0, warnings = 0, repeated_isbns = 0, copies = 0, works = 0;
  bool resumed = false;
  std::vector<std::string> first_rejects = {};  ///< for people
  std::optional<std::string> error = {};
};
/// Does the whole command on the calling thread. `live`: a server is running on the market, so batches are indexed as
/// they come; else the index is rebuilt at the end. When `progress` gives false, it stops there.
[[nodiscard]] Result<JobState> run_import(Market& market, const ImportCommand& command, bool live,
                                          std::function<bool(const JobState&)> progress);

/// One job at a time, on a thread of its own. With the object it stops at its next report; the same command goes
/// on.
class Jobs {
 public:
  /// `finished` is called after every job: one that failed may have changed something, too.
  Jobs(Market& market, std::function<void()> finished) : market_(market), finished_(std::move(finished)) {}
  ~Jobs();
  /// Ends the job in hand, if any. No job starts afterwards.
  void stop();
  Result<JobState> start_import(ImportCommand command);
  Result<JobState> start_reindex();
  Result<JobState> find(const std::string& id);

 private:
  using Progress = std::function<bool(const JobState&)>;
  Result<JobState> start(std::function<Result<JobState>(Progress)> work);
  Market& market_;
  std::function<void()> finished_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::deque<JobState> states_;  ///< the last is the newest; older ones for those who still ask how theirs ended
  std::thread thread_;
};

[[nodiscard]] std::shared_ptr<const http::Routes> control_routes(Jobs& jobs, Accounts* accounts);
[[nodiscard]] std::shared_ptr<const http::Routes> test_control_routes(Market& market, Accounts* accounts);

}  // namespace bookmarket::roles

namespace bookmarket::shape {

template <>
struct Describe<roles::ImportCommand> {
  using T = roles::ImportCommand;
  static constexpr std::string_view name = "ImportCommand", doc = "";
  static constexpr auto fields = std::tuple{field("files", &T::files, {}), field("format", &T::format, {}),
                                            field("rejects", &T::rejects, {}), field("demo_towns", &T::demo_towns, {})};
};
template <>
struct Describe<roles::JobState> {
  using T = roles::JobState;
  static constexpr std::string_view name = "JobState", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("state", &T::state, {}),
                                            field("step", &T::step, {}),
                                            field("done", &T::done, {}),
                                            field("total", &T::total, {}),
                                            field("kept", &T::kept, {}),
                                            field("rejected", &T::rejected, {}),
                                            field("warnings", &T::warnings, {}),
                                            field("repeated_isbns", &T::repeated_isbns, {}),
                                            field("copies", &T::copies, {}),
                                            field("works", &T::works, {}),
                                            field("resumed", &T::resumed, {}),
                                            field("first_rejects", &T::first_rejects, {}),
                                            field("error", &T::error, {})};
};

}  // namespace bookmarket::shape
