#include "roles/control.hpp"

#include <algorithm>

#include "platform/base/block_on.hpp"
#include "platform/base/failpoint.hpp"

namespace bookmarket::roles {
namespace {

struct JobPath {
  std::string id;
};
struct ClockCommand {
  std::int64_t advance_seconds = 0;
};
struct FailpointCommand {
  std::string name, action;
};
struct Nothing {};

}  // namespace
}  // namespace bookmarket::roles

namespace bookmarket::shape {

template <>
struct Describe<roles::JobPath> {
  static constexpr std::string_view name = "JobPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &roles::JobPath::id, {})};
};
template <>
struct Describe<roles::ClockCommand> {
  static constexpr std::string_view name = "ClockCommand", doc = "";
  static constexpr auto fields = std::tuple{
      field("advance_seconds", &roles::ClockCommand::advance_seconds, {.min = 0, .max = 10LL * 366 * 86'400})};
};
template <>
struct Describe<roles::FailpointCommand> {
  using T = roles::FailpointCommand;
  static constexpr std::string_view name = "FailpointCommand", doc = "";
  static constexpr auto fields =
      std::tuple{field("name", &T::name, {.min_length = 1}), field("action", &T::action, {})};
};
template <>
struct Describe<roles::Nothing> {
  static constexpr std::string_view name = "Nothing", doc = "";
  static constexpr auto fields = std::tuple{};
};

}  // namespace bookmarket::shape

namespace bookmarket::roles {
namespace {

Task<JobState> start_import(Jobs* jobs, ImportCommand command) { co_return jobs->start_import(std::move(command)); }
Task<JobState> start_reindex(Jobs* jobs) { co_return jobs->start_reindex(); }
Task<Tagged<JobState>> find_job(Jobs* jobs, JobPath path) {
  auto state = jobs->find(path.id);
  if (!state) co_return fail(std::move(state).error());
  co_return Tagged<JobState>{std::move(*state), {}};
}

Task<Nothing> advance_clock(Market* market, ClockCommand command) {
  market->clock().advance(std::chrono::seconds(command.advance_seconds));
  co_return Nothing{};
}
Task<Nothing> arm_failpoint(FailpointCommand command) {
  const auto action = command.action == "off"    ? std::optional(FailpointAction::off)
                      : command.action == "fail" ? std::optional(FailpointAction::fail)
                      : command.action == "kill" ? std::optional(FailpointAction::kill)
                                                 : std::nullopt;
  if (!action)
    co_return fail(Error{ErrorKind::invalid,
                         "invalid_request",
                         "No such action.",
                         {{"/body/action", "unknown_value", "Use off, fail or kill."}}});
  set_failpoint(command.name, *action);
  co_return Nothing{};
}
Task<Tagged<Nothing>> wait_until_idle(Market* market, Accounts* accounts) {
  for (;;) {
    auto taken = co_await market->index().follow();
    if (!taken) co_return fail(std::move(taken).error());
    auto shelves = co_await market->work();
    if (!shelves) co_return fail(std::move(shelves).error());
    auto wishes = co_await market->wish_work();
    if (!wishes) co_return fail(std::move(wishes).error());
    auto worked = accounts == nullptr ? Result<std::uint64_t>(0) : co_await accounts->work();
    if (!worked) co_return fail(std::move(worked).error());
    if (*taken + *shelves + *wishes + *worked == 0 && market->at_rest() && (accounts == nullptr || accounts->at_rest()))
      co_return Tagged<Nothing>{};
  }
}
Task<UserAdded> add_user_here(Accounts* accounts, AddUserCommand command) {
  if (accounts == nullptr)
    co_return fail(ErrorKind::conflict, "no_such_role", "The server runs without the role auth.");
  co_return co_await add_user(accounts->auth(), std::move(command));
}

/// Before anything is touched: a pipe could hold up the server for ever, and what is read or kept must not be written
/// over by rejects.
Result<void> check_files(const std::filesystem::path& data_directory, const ImportCommand& command) {
  namespace fs = std::filesystem;
  std::error_code none;
  auto inputs = command.files;
  if (command.demo_towns) inputs.push_back(*command.demo_towns);
  for (const auto& file : inputs) {
    std::error_code unknown;
    const auto type = fs::status(file, unknown).type();
    if (type == fs::file_type::not_found)
      return fail(ErrorKind::invalid, "import_file_unreadable", "Cannot read " + file + ": there is no such file.");
    if (type == fs::file_type::none)
      return fail(
          ErrorKind::invalid, "import_file_unreadable",
          "Cannot read " + file + ": " + unknown.message() + ". Whoever runs the market must be able to read it.");
    if (!fs::is_regular_file(file, none))
      return fail(ErrorKind::invalid, "import_file_unreadable", "Cannot read " + file + ": it is no regular file.");
  }
  if (!command.rejects) return {};
  const fs::path rejects = fs::weakly_canonical(*command.rejects, none);
  if (fs::exists(rejects, none) && !fs::is_regular_file(rejects, none))
    return fail(ErrorKind::invalid, "rejects_unwritable",
                "Cannot write the rejects file " + *command.rejects + ": it is no regular file.");
  for (const auto& file : inputs)
    if (fs::equivalent(file, rejects, none))
      return fail(ErrorKind::invalid, "rejects_is_the_input", "--rejects names " + file + ", which is read.");
  if (fs::is_symlink(rejects, none))
    return fail(ErrorKind::invalid, "rejects_unwritable", "--rejects names a link that leads nowhere.");
  // By name, or as another name of the same file.
  bool kept = fs::equivalent(rejects.parent_path(), data_directory, none);
  for (const auto& ours : fs::directory_iterator(data_directory, none))
    kept = kept || fs::equivalent(ours.path(), rejects, none);
  if (kept) return fail(ErrorKind::invalid, "rejects_unwritable", "--rejects names a file of the data directory.");
  return {};
}

using JobProgress = std::function<bool(const JobState&)>;

Result<void> read_files(Market& market, const ImportCommand& command, bool live, JobState& state,
                        const JobProgress& progress) {
  for (const auto& file : command.files) {
    const JobState before = state;
    auto done = block_on(catalog::import_records(
        market.catalog(),
        {.file = file,
         .format = command.format,
         .rejects = command.rejects.value_or(""),
         .append_rejects = file != command.files.front()},
        live, [&](const catalog::ImportProgress& p) {
          state.step = "reading " + std::filesystem::path(file).filename().string() + " (" + p.encoding + ")";
          state.done = p.bytes;
          state.total = p.bytes_total;
          state.kept = before.kept + p.kept;
          state.rejected = before.rejected + p.rejected;
          state.warnings = before.warnings + p.warnings;
          state.repeated_isbns = before.repeated_isbns + p.repeated_isbns;
          state.resumed = before.resumed || p.resumed;
          state.first_rejects = before.first_rejects;
          for (const auto& r : p.first_rejects)
            if (state.first_rejects.size() < p.most_shown) state.first_rejects.push_back(r);
          return progress(state);
        }));
    if (!done) return fail(std::move(done).error());
  }
  return {};
}

Result<void> fill_shelves(Market& market, const std::string& towns, JobState& state, const JobProgress& progress) {
  state.step = "filling the demonstration shelves";
  state.done = state.total = 0;
  auto copies = block_on(catalog::seed_demo(market.catalog(), towns, [&](std::uint64_t n) {
    state.copies = static_cast<std::int64_t>(n);
    return progress(state);
  }));
  if (!copies) return fail(std::move(copies).error());
  return {};
}

}  // namespace

Result<JobState> run_import(Market& market, const ImportCommand& command, bool live, JobProgress progress) {
  JobState state{.state = "running"};
  if (auto fit = check_files(market.directory().path(), command); !fit) return fail(std::move(fit).error());
  if (auto begun = market.index().begin_import(); !begun) return fail(std::move(begun).error());
  auto done = read_files(market, command, live, state, progress);
  // A file that is no good, or an interruption, leaves no batch half done; a store or an index that fails may.
  bool indexed = live && (done || done.error().kind == ErrorKind::invalid || done.error().code == "interrupted");
  if (done && command.demo_towns) {
    done = fill_shelves(market, *command.demo_towns, state, progress);
    indexed = false;
  }
  if (indexed) {
    market.index().end_import();
    market.index().save();
  } else if (done || live) {
    state.step = "indexing";
    state.done = state.total = 0;
    const auto works = market.index().rebuild([&](std::uint64_t n) {
      state.works = static_cast<std::int64_t>(n);
      return progress(state);
    });
    if (done && !works) return fail(works.error());
    state.works = static_cast<std::int64_t>(works.value_or(0));
  }
  if (!done) return fail(std::move(done).error());
  state.state = "done";
  return state;
}

Jobs::~Jobs() { stop(); }

void Jobs::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

Result<JobState> Jobs::start(std::function<Result<JobState>(Progress)> work) {
  constexpr std::size_t remembered = 16;
  const std::lock_guard lock(mutex_);
  if (!states_.empty() && states_.back().state == "running")
    return fail(ErrorKind::conflict, "job_running", "Another import or reindex is still running.");
  if (thread_.joinable()) thread_.join();
  const auto id = Uuid::v7(market_.clock().now()).to_string();
  states_.push_back({.id = id, .state = "running", .step = "starting"});
  if (states_.size() > remembered) states_.pop_front();
  const auto run = [this, id, work = std::move(work)] {
    const auto show = [this, &id](JobState s) {
      s.id = id;
      const std::lock_guard held(mutex_);
      states_.back() = std::move(s);
    };
    // The index as it is being loaded would lack what is imported meanwhile.
    while (!market_.index().ready() && !stopping_) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    JobState last{.state = "running"};
    Result<JobState> result = fail(ErrorKind::conflict, "interrupted", "The server ended before the job could begin.");
    if (!stopping_) {
      result = caught([&] {
        return work([&](const JobState& s) {
          show(last = s);
          return !stopping_;
        });
      });
    }
    const auto told = caught([this]() -> Result<void> {
      finished_();
      return {};
    });
    if (!told && result) result = fail(told.error());
    if (result) {
      last = std::move(*result);
      last.state = "done";
    } else {
      last.state = "failed";
      last.error = result.error().detail + (result.error().cause.empty() ? "" : " (" + result.error().cause + ")");
    }
    show(std::move(last));
  };
  auto begun = caught([&]() -> Result<void> {
    thread_ = std::thread(run);
    return {};
  });
  if (!begun) {
    states_.pop_back();
    return fail(std::move(begun).error());
  }
  return states_.back();
}

Result<JobState> Jobs::start_import(ImportCommand command) {
  return start([this, command = std::move(command)](Progress progress) {
    return run_import(market_, command, true, std::move(progress));
  });
}

Result<JobState> Jobs::start_reindex() {
  return start([this](Progress progress) -> Result<JobState> {
    JobState state{.state = "running", .step = "indexing"};
    auto works = market_.index().rebuild([&](std::uint64_t n) {
      state.works = static_cast<std::int64_t>(n);
      return progress(state);
    });
    if (!works) return fail(std::move(works).error());
    return state;
  });
}

Result<JobState> Jobs::find(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto at = std::ranges::find(states_, id, &JobState::id);
  if (at == states_.end()) return fail(ErrorKind::not_found, "job_not_found", "There is no such job.");
  return *at;
}

std::shared_ptr<const http::Routes> control_routes(Jobs& jobs, Accounts* accounts) {
  auto routes = std::make_shared<http::Routes>("control");
  routes->post<ImportCommand, JobState>(
      {.path = "/import", .operation_id = "start_import", .summary = "Import files", .tag = "control"},
      [j = &jobs](ImportCommand c) { return start_import(j, std::move(c)); });
  routes->post<Nothing, JobState>(
      {.path = "/reindex", .operation_id = "start_reindex", .summary = "Rebuild the index", .tag = "control"},
      [j = &jobs](Nothing) { return start_reindex(j); });
  routes->post<AddUserCommand, UserAdded>(
      {.path = "/users", .operation_id = "add_user", .summary = "Make an account", .tag = "control"},
      [accounts](AddUserCommand c) { return add_user_here(accounts, std::move(c)); });
  routes->get<JobPath, JobState>({.path = "/jobs/{id}",
                                  .operation_id = "show_job",
                                  .summary = "How far a job is",
                                  .tag = "control",
                                  .caching = http::Caching::none},
                                 [j = &jobs](JobPath p) { return find_job(j, std::move(p)); });
  return routes;
}

std::shared_ptr<const http::Routes> test_control_routes(Market& market, Accounts* accounts) {
  auto routes = std::make_shared<http::Routes>("test_control");
  routes->post<ClockCommand, Nothing>(
      {.path = "/clock", .operation_id = "advance_clock", .summary = "Move time ahead", .tag = "test"},
      [m = &market](ClockCommand c) { return advance_clock(m, c); });
  routes->post<FailpointCommand, Nothing>(
      {.path = "/failpoint", .operation_id = "arm_failpoint", .summary = "Fail here", .tag = "test"},
      [](FailpointCommand c) { return arm_failpoint(std::move(c)); });
  routes->get<http::NoInput, Nothing>({.path = "/idle",
                                       .operation_id = "wait_until_idle",
                                       .summary = "Wait until nothing is pending",
                                       .tag = "test",
                                       .caching = http::Caching::none},
                                      [m = &market, accounts](http::NoInput) { return wait_until_idle(m, accounts); });
  return routes;
}

}  // namespace bookmarket::roles
