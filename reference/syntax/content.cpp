#include "reference/syntax/content.hpp"

#include "reference/syntax/octets.hpp"

namespace smtpspec::syntax {
namespace {

// In the order of DotIs.
constexpr ContentStatus kStatusOfDot[] = {ContentStatus::more, ContentStatus::end,
                                          ContentStatus::refused_resume, ContentStatus::closes};

ContentStatus status_of(DotIs dot) { return kStatusOfDot[static_cast<std::size_t>(dot)]; }

}  // namespace

/// Each step looks at the first octet of the input and either takes it or leaves it to the next state.
class ContentReader::Pass {
 public:
  Pass(ContentReader& reader, const ContentRules& rules, std::string_view& input, std::string& content)
      : at_(reader),
        rules_(rules),
        input_(input),
        content_(content) {}

  ContentStatus run() {
    while (!input_.empty()) {
      const ContentStatus status = step();
      if (status != ContentStatus::more) return status;
      if (at_.has(ContentFault::long_line) && rules_.long_line == ContentRules::LongLine::refused_resume)
        return ContentStatus::refused_resume;
      if (at_.has(ContentFault::too_big) && rules_.too_big != ContentRules::TooBig::swallowed) {
        return rules_.too_big == ContentRules::TooBig::closes ? ContentStatus::closes
                                                              : ContentStatus::refused_resume;
      }
    }
    return ContentStatus::more;
  }

 private:
  ContentReader& at_;
  const ContentRules& rules_;
  std::string_view& input_;
  std::string& content_;

  ContentStatus step() {
    switch (at_.state_) {
      case State::line_begins:
        return line_begins();
      case State::text:
        return text();
      case State::cr:
        return cr();
      case State::dot:
        return dot();
      case State::dot_cr:
        return dot_cr();
      case State::dot_cr_cr:
        return dot_cr_cr();
      case State::dot_nul:
        return dot_nul();
      case State::dot_nul_cr:
        return dot_nul_cr();
    }
    return ContentStatus::more;
  }

  ContentStatus line_begins() {
    if (at_.writer_.line_begins() && plain_lines()) return ContentStatus::more;
    if (input_.front() == '.') return take_to(State::dot);
    if (input_.front() == '\0' && (at_.before_ == BeforeDot::crlf || at_.before_ == BeforeDot::start)) {
      input_.remove_prefix(1);
      nul();
      at_.before_ = BeforeDot::crlf_nul;
      return ContentStatus::more;
    }
    return leave_to(State::text);
  }

  /// The common case: lines that lie wholly in the input and hold nothing to look at are taken together.
  /// False if there is none.
  bool plain_lines() {
    std::size_t length = 0;
    bool eight_bit = false;
    while (length < input_.size() && input_[length] != '.') {
      const PlainRun line = plain_run(input_.substr(length));
      const bool ends = input_.substr(length + line.length).starts_with("\r\n");
      if (!ends || line.length + 2 > rules_.line_limit) break;
      length += line.length + 2;
      eight_bit |= line.eight_bit;
    }
    if (length == 0 || !fits_in_size(length)) return false;
    if (eight_bit) fault(ContentFault::eight_bit);
    at_.writer_.write_lines(input_.substr(0, length), rules_, content_);
    input_.remove_prefix(length);
    begin_line(BeforeDot::crlf);
    return true;
  }

  ContentStatus text() {
    PlainRun run = plain_run(input_);
    if (!whole_run_fits(run.length)) run = plain_run(input_.substr(0, 1));
    if (run.length > 0) {
      if (run.eight_bit) fault(ContentFault::eight_bit);
      write(input_.substr(0, run.length));
      input_.remove_prefix(run.length);
      return ContentStatus::more;
    }
    const char octet = input_.front();
    input_.remove_prefix(1);
    switch (octet) {
      case '\r':
        at_.state_ = State::cr;
        return ContentStatus::more;
      case '\n':
        return bare(ContentFault::bare_lf, rules_.bare_lf, "\n", BeforeDot::lf);
      case '\0':
        nul();
        return ContentStatus::more;
      default:
        write({&octet, 1});
        return ContentStatus::more;
    }
  }

  ContentStatus cr() {
    if (input_.front() != '\n') return bare(ContentFault::bare_cr, rules_.bare_cr, "\r", BeforeDot::cr);
    input_.remove_prefix(1);
    end_line();
    begin_line(BeforeDot::crlf);
    return ContentStatus::more;
  }

  ContentStatus dot() {
    switch (input_.front()) {
      case '\r':
        return take_to(State::dot_cr);
      case '\0':
        return take_to(State::dot_nul);
      case '\n':
        if (meet(AfterDot::lf) != DotIs::content) return take_as(AfterDot::lf);
        break;
      case '.':
        if (rules_.transparency == ContentRules::Transparency::before_the_end) return pass_over();
        break;
      case ' ':
      case '\t':
        if (rules_.white_space_behind_dot) return pass_over();
        break;
      default:
        break;
    }
    write_dot(input_.front());
    return leave_to(State::text);
  }

  ContentStatus dot_cr() {
    if (input_.front() == '\n') {
      if (meet(AfterDot::crlf) != DotIs::content) return take_as(AfterDot::crlf);
    } else {
      if (const DotIs dot = meet(AfterDot::cr); dot != DotIs::content) return status_of(dot);
      if (input_.front() == '\r') return take_to(State::dot_cr_cr);
    }
    write_dot('\r');
    return leave_to(State::cr);
  }

  ContentStatus dot_cr_cr() {
    if (input_.front() == '\n' && meet(AfterDot::cr_crlf) != DotIs::content)
      return take_as(AfterDot::cr_crlf);
    write_dot('\r');
    const ContentStatus status = bare(ContentFault::bare_cr, rules_.bare_cr, "\r", BeforeDot::cr);
    at_.state_ = State::cr;
    return status;
  }

  ContentStatus dot_nul() {
    if (input_.front() == '\r') return take_to(State::dot_nul_cr);
    write_dot('\0');
    nul();
    return leave_to(State::text);
  }

  ContentStatus dot_nul_cr() {
    if (input_.front() == '\n' && meet(AfterDot::nul_crlf) != DotIs::content)
      return take_as(AfterDot::nul_crlf);
    write_dot('\0');
    nul();
    return leave_to(State::cr);
  }

  ContentStatus take_to(State state) {
    input_.remove_prefix(1);
    return leave_to(state);
  }
  ContentStatus leave_to(State state) {
    at_.state_ = state;
    return ContentStatus::more;
  }
  ContentStatus take_as(AfterDot after) {
    input_.remove_prefix(1);
    return status_of(rules_.dot(at_.before_, after));
  }
  /// An octet behind a dot that does not hide the end from the rules.
  ContentStatus pass_over() {
    at_.leading_dot_ = true;
    return take_to(State::dot);
  }
  DotIs meet(AfterDot after) {
    at_.met_ |= std::uint32_t{1} << cell(at_.before_, after);
    return rules_.dot(at_.before_, after);
  }

  bool transparent() const {
    switch (at_.before_) {
      case BeforeDot::start:
      case BeforeDot::crlf:
        return true;
      case BeforeDot::lf:
        return rules_.bare_lf == ContentRules::Bare::to_crlf || rules_.transparency_after_bare_lf;
      case BeforeDot::cr:
        return rules_.bare_cr == ContentRules::Bare::to_crlf;
      case BeforeDot::crlf_nul:
        break;
    }
    return false;
  }

  /// A dot that began a line and did not end the content; `next` stands behind it.
  void write_dot(char next) {
    at_.leading_dot_ = true;
    using enum ContentRules::Transparency;
    const bool removed = rules_.transparency == one_dot_removed || rules_.transparency == before_the_end ||
                         (rules_.transparency == doubled_dot_only && next == '.');
    if (!transparent() || !removed) return write(".");
    if (rules_.stuffed_dot_counts) at_.writer_.count_dot();
  }

  ContentStatus bare(ContentFault seen, ContentRules::Bare rule, std::string_view octet, BeforeDot before) {
    fault(seen);
    switch (rule) {
      case ContentRules::Bare::kept:
        write(octet);
        break;
      case ContentRules::Bare::to_crlf:
        end_line();
        break;
      case ContentRules::Bare::to_space:
        write(" ");
        break;
      case ContentRules::Bare::stripped:
        break;
      case ContentRules::Bare::refused_resume:
        return ContentStatus::refused_resume;
      case ContentRules::Bare::closes:
        return ContentStatus::closes;
    }
    begin_line(before);
    return ContentStatus::more;
  }

  void nul() { at_.writer_.write_nul(rules_, content_); }
  void write(std::string_view octets) { at_.writer_.write(octets, rules_, content_); }
  void end_line() { at_.writer_.end_line(rules_, content_); }
  void fault(ContentFault seen) { at_.writer_.note(seen); }

  void begin_line(BeforeDot before) {
    at_.before_ = before;
    at_.state_ = State::line_begins;
  }

  /// False where a limit could stop us within the run: then it is taken octet by octet, so that we stop at
  /// the same octet however the input is cut.
  bool whole_run_fits(std::size_t length) const {
    const bool may_stop = rules_.long_line == ContentRules::LongLine::refused_resume;
    return (!may_stop || length <= at_.writer_.line_room(rules_)) && fits_in_size(length);
  }
  bool fits_in_size(std::size_t length) const {
    constexpr std::size_t kMostWritten = 4;  // for one octet that is read, where lines are folded
    return rules_.too_big == ContentRules::TooBig::swallowed ||
           length <= at_.writer_.room(rules_) / kMostWritten;
  }
};

ContentStatus ContentReader::read(std::string_view& input, const ContentRules& rules, std::string& content) {
  return Pass(*this, rules, input, content).run();
}

}  // namespace smtpspec::syntax
