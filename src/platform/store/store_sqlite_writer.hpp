// The one thread that writes. It commits whatever has queued in one transaction, so that many commands share
// the cost of one sync; a command that fails is undone alone.
#pragma once

#include <memory>
#include <span>

#include "platform/base/task.hpp"
#include "platform/store/store_sqlite_connection.hpp"

namespace bookmarket::store {

class SqliteWriter {
 public:
  /// `checkpoint_pages`: size of the WAL after which it is moved into the database.
  SqliteWriter(const std::string& path, std::size_t max_waiting, int checkpoint_pages);
  ~SqliteWriter();  ///< commits what is queued, then joins
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  /// Runs `f(Connection&)` (returning Result<T>) in a transaction and resumes the caller once that is on the
  /// disk. `f` may run twice: when a commit fails, its commands are tried again one by one.
  template <class F>
  Task<typename std::invoke_result_t<F, Connection&>::value_type> run(F f) {
    return submitted(std::move(f), false);
  }
  /// The same without a transaction around it.
  template <class F>
  Task<typename std::invoke_result_t<F, Connection&>::value_type> run_alone(F f) {
    return submitted(std::move(f), true);
  }

  /// For use before the first run(): opening and its checks.
  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  template <class F>
  Task<typename std::invoke_result_t<F, Connection&>::value_type> submitted(F f, bool alone) {
    using R = std::invoke_result_t<F, Connection&>;
    auto executor = co_await boost::asio::this_coro::executor;
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<IoExecutor>, void(R)>(
        [alone](auto handler, SqliteWriter* writer, F call, IoExecutor back) {
          auto command =
              std::make_unique<CommandOf<F, R, decltype(handler)>>(std::move(call), std::move(handler), back);
          command->alone = alone;
          writer->submit(std::move(command));
        },
        boost::asio::use_awaitable_t<IoExecutor>{}, this, std::move(f), executor);
  }

  struct Command {
    virtual ~Command() = default;
    /// False: it failed and what it wrote must be undone.
    virtual bool execute(Connection& connection) = 0;
    virtual void fail_with(Error error) = 0;
    virtual void finish() = 0;
    bool alone = false;  ///< without a transaction around it
  };

  template <class F, class R, class Handler>
  struct CommandOf final : Command {
    CommandOf(F f, Handler h, IoExecutor executor)
        : call(std::move(f)), handler(std::move(h)), back(boost::asio::make_work_guard(executor)) {}
    bool execute(Connection& connection) override {
      result = run_guarded([&] { return call(connection); });
      return result.has_value();
    }
    void fail_with(Error error) override { result = fail(std::move(error)); }
    void finish() override {
      boost::asio::post(back.get_executor(),
                        [h = std::move(handler), r = std::move(result)]() mutable { std::move(h)(std::move(r)); });
    }
    F call;
    Handler handler;
    boost::asio::executor_work_guard<IoExecutor> back;
    R result = fail(Error{});
  };
  using Group = std::span<const std::unique_ptr<Command>>;

  void submit(std::unique_ptr<Command> command);
  /// Those to be committed together.
  static Group first_of(Group waiting);
  void work();
  void commit(Group group);
  std::optional<Error> try_commit(Group group);
  void checkpoint();

  const std::size_t max_waiting_;
  const int checkpoint_pages_;
  Connection connection_;
  int wal_pages_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::unique_ptr<Command>> waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all the others
};

}  // namespace bookmarket::store
