#include "services/catalog/import/csv_reader.hpp"

#include <algorithm>
#include <array>

#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog::import {
namespace {

constexpr std::string_view incomplete = "incomplete";  ///< the buffer ends before the record does
constexpr std::size_t piece_size = 64 * 1024;

std::string_view without_cr(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, Options options, Position at)
    : source_(source), options_(options), decoder_(options.encoding), at_(at), piece_(piece_size, '\0') {}

/// More text into the buffer. False: there is none.
Result<bool> CsvReader::fill() {
  if (ended_) return false;
  const auto n = source_.read(piece_);
  if (!n) return fail(n.error());
  if (*n == 0) {
    ended_ = true;
    return false;
  }
  buffer_.erase(0, begin_);
  begin_ = 0;
  decoder_.decode(std::string_view(piece_).substr(0, *n), buffer_);
  return true;
}

/// Fields of the record at the start of `text` and its end, behind the line end. Returns why it is broken, or
/// `incomplete` when `text` stops too early and more may follow, or nothing.
std::string_view CsvReader::split(std::string_view text, bool at_end, std::size_t& end,
                                  std::vector<std::string_view>& fields) {
  const char end_of_line = options_.line_end;
  const char stops[] = {options_.delimiter, end_of_line};
  const std::string_view stop_set(stops, 2);
  std::size_t i = 0;
  unescaped_used_ = 0;
  while (true) {
    std::string_view field;
    if (i < text.size() && text[i] == '"') {
      const std::size_t from = i + 1;
      bool doubled = false;
      std::size_t quote = from;
      while (true) {
        quote = text.find('"', quote);
        if (quote == std::string_view::npos) return at_end ? unterminated_quote : incomplete;
        if (quote + 1 == text.size() && !at_end) return incomplete;
        if (quote + 1 == text.size() || text[quote + 1] != '"') break;
        doubled = true;
        quote += 2;
      }
      field = text.substr(from, quote - from);
      if (doubled) {
        if (unescaped_used_ == unescaped_.size()) unescaped_.emplace_back();
        std::string& plain = unescaped_[unescaped_used_++];
        plain.clear();
        for (std::size_t k = 0; k < field.size(); ++k) {
          plain += field[k];
          if (field[k] == '"') ++k;
        }
        field = plain;
      }
      i = quote + 1;
      if (i < text.size() && text[i] == '\r' && end_of_line != '\r') {
        if (i + 1 == text.size() && !at_end) return incomplete;
        ++i;
      }
      if (i < text.size() && text[i] != options_.delimiter && text[i] != end_of_line) return text_after_quote;
    } else {
      std::size_t stop = text.find_first_of(stop_set, i);
      if (stop == std::string_view::npos) {
        if (!at_end) return incomplete;
        stop = text.size();
      }
      field = text.substr(i, stop - i);
      if (stop == text.size() || text[stop] == end_of_line) field = without_cr(field);
      i = stop;
    }
    fields.push_back(field);
    if (i == text.size()) {
      if (!at_end) return incomplete;
      end = i;
      return {};
    }
    if (text[i++] == end_of_line) {
      end = i;
      return {};
    }
    // Not to its end: quotes that open line by line would have every line read to the size limit.
    if (fields.size() == options_.columns) return wrong_field_count;
  }
}

CsvItem CsvReader::taken(std::size_t bytes, CsvItem item) {
  const std::string_view text = std::string_view(buffer_).substr(begin_, bytes);
  item.line = at_.lines + 1;
  std::string_view raw = text;
  if (raw.ends_with(options_.line_end)) raw.remove_suffix(1);
  item.raw = without_cr(raw);
  at_.offset += decoder_.source_bytes(text);
  at_.lines += static_cast<std::uint64_t>(std::ranges::count(text, options_.line_end));
  if (!text.ends_with(options_.line_end)) ++at_.lines;
  begin_ += bytes;
  return item;
}

Result<std::optional<CsvItem>> CsvReader::next() {
  while (true) {
    std::string_view text = std::string_view(buffer_).substr(begin_);
    CsvItem item;
    std::size_t end = 0;
    if (text.empty() && ended_) return std::nullopt;
    std::string_view broken = text.empty() ? incomplete : split(text, ended_, end, item.fields);
    // A broken record costs its first line, so the end of that must be in sight, too.
    const bool cut = broken == incomplete || (!broken.empty() && !ended_ && !text.contains(options_.line_end));
    if (cut && text.size() <= options_.max_record) {
      const auto more = fill();
      if (!more) return fail(more.error());
      continue;
    }
    if (broken == incomplete) broken = record_too_large;
    if (broken.empty() && end > options_.max_record) broken = record_too_large;

    if (broken.empty()) {
      const std::string_view record = text.substr(0, end);
      if (without_cr(record.substr(0, record.find(options_.line_end))).empty() && item.fields.size() == 1) {
        taken(end, {});
        continue;
      }
      if (record.find('\0') != std::string_view::npos) {
        broken = nul_byte;
      } else if (options_.encoding == Encoding::utf8 && !is_utf8(record)) {
        broken = invalid_utf8;
      } else if (options_.columns != 0 && item.fields.size() != options_.columns) {
        broken = wrong_field_count;
      } else {
        return taken(end, std::move(item));
      }
    }

    // Broken: give up its first line and go on with the next.
    item.fields.clear();
    item.broken = broken;
    std::size_t line_end = text.find(options_.line_end);
    if (line_end != std::string_view::npos) return taken(line_end + 1, std::move(item));
    if (ended_) return taken(text.size(), std::move(item));
    // A line longer than any record: skipped to its end, of which only the beginning is reported.
    std::string head(text.substr(0, 1024));
    const std::uint64_t line = at_.lines + 1;
    while (line_end == std::string_view::npos) {
      at_.offset += decoder_.source_bytes(text);
      begin_ = buffer_.size();
      const auto more = fill();
      if (!more) return fail(more.error());
      text = std::string_view(buffer_).substr(begin_);
      if (!*more) break;
      line_end = text.find(options_.line_end);
    }
    if (line_end == std::string_view::npos) {
      ++at_.lines;
    } else {
      taken(line_end + 1, {});
    }
    if (unescaped_.empty()) unescaped_.emplace_back();
    unescaped_[0] = std::move(head);
    return CsvItem{{}, record_too_large, unescaped_[0], line};
  }
}

char detect_delimiter(std::string_view first_line) {
  constexpr std::array candidates{',', ';', '\t', '|'};
  std::array<int, 4> counts{};
  bool quoted = false;
  for (char c : first_line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += c == candidates[i];
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace bookmarket::catalog::import
