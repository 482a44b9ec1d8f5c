#include "reference/oracle/oracle.hpp"

#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"

#include <algorithm>

namespace smtpspec::oracle {

using receiver::operator""_decision;
using receiver::Standing;

namespace {

constexpr std::size_t kMostHypotheses = 16;
constexpr std::size_t kMostInput = 4 * 1024 * 1024;  // beyond it we have lost the thread
constexpr std::size_t kShownInput = 120;

/// Faults in the form of a reply, and the decision that they break.
struct FormRow {
  reply::FormFault fault;
  receiver::DecisionId decision;
  Grade grade;
};
constexpr FormRow kForm[] = {
    {reply::FormFault::bare_lf, "reply-line-end"_decision, Grade::unlawful},
    {reply::FormFault::bare_cr, "reply-line-end"_decision, Grade::unlawful},
    {reply::FormFault::not_a_reply, "reply-separator"_decision, Grade::unlawful},
    {reply::FormFault::separator, "reply-separator"_decision, Grade::unlawful},
    {reply::FormFault::code_changes, "reply-codes"_decision, Grade::unlawful},
    {reply::FormFault::too_long, "reply-echo"_decision, Grade::tolerable},
    {reply::FormFault::control, "reply-echo"_decision, Grade::tolerable},
    {reply::FormFault::eight_bit, "reply-echo"_decision, Grade::tolerable},
};

Grade badness(const Hypothesis& hypothesis) {
  return std::max(hypothesis.last.grade, grade_of(hypothesis.assumed));
}
bool assumes_less(const Hypothesis& a, const Hypothesis& b) { return a.assumed < b.assumed; }

/// Best first; of equals, the earlier. There are few.
template <class Better>
void sort(std::vector<Hypothesis>& hypotheses, Better better) {
  for (auto next = hypotheses.begin(); next != hypotheses.end(); ++next) {
    std::rotate(std::upper_bound(hypotheses.begin(), next, *next, better), next, next + 1);
  }
}

/// The best explains what was said: so much the worse for those that do not.
void refute_others(std::vector<Hypothesis>& best_first) {
  if (badness(best_first.front()) >= Grade::unlawful) return;
  for (Hypothesis& one : best_first) {
    if (one.last.grade >= Grade::unlawful) one.stand_refuted();
  }
}

/// Nobody is accused of what is not understood.
View unjudged() {
  return {.grade = Grade::tolerable,
          .permitted = "what was sent was too much to follow, or could be read in too many ways"};
}

}  // namespace

struct Oracle::State {
  std::vector<Hypothesis> hypotheses;
  Sent sent;
  bool lost = false;
  bool crowded = false;  // there were more, and a lawful receiver may be among those that were left out

  void advance();
  void add(Hypothesis hypothesis);
  void leave_out(const Hypothesis& hypothesis);
  View tempered(View view) const;
  View view_of(const Hypothesis& best) const;
  void blame_content(int code, std::vector<Hypothesis>& followed) const;
  void accept_assumptions();
};

Oracle::Oracle(std::shared_ptr<const receiver::Site> site, bool tls) : state_(std::make_unique<State>()) {
  state_->hypotheses.emplace_back(std::move(site));
  state_->hypotheses.front().session.tls = tls;
}
Oracle::~Oracle() = default;
Oracle::Oracle(const Oracle& other) : state_(std::make_unique<State>(*other.state_)) {}
Oracle::Oracle(Oracle&&) noexcept = default;
Oracle& Oracle::operator=(const Oracle& other) {
  *state_ = *other.state_;
  return *this;
}
Oracle& Oracle::operator=(Oracle&&) noexcept = default;

void Oracle::State::advance() {
  // The best first, so that what the worse fork into does not crowd it out.
  std::vector<Hypothesis> open = std::exchange(hypotheses, {});
  while (!open.empty() && hypotheses.size() < kMostHypotheses) {
    const auto best = std::min_element(open.begin(), open.end(), assumes_less);
    Hypothesis next = std::move(*best);
    open.erase(best);
    next.advance(sent, open);
    add(std::move(next));
  }
  for (const Hypothesis& hypothesis : open) leave_out(hypothesis);
  std::uint64_t oldest = sent.end();
  for (const Hypothesis& hypothesis : hypotheses) oldest = std::min(oldest, hypothesis.at);
  sent.forget_before(oldest);
  lost = lost || sent.size() > kMostInput;
}

/// Equal ones are one, and do not crowd out others: the first stays.
void Oracle::State::add(Hypothesis hypothesis) {
  const bool known = std::any_of(hypotheses.begin(), hypotheses.end(),
                                 [&](const Hypothesis& other) { return other.same_state(hypothesis); });
  if (known) return;
  if (hypotheses.size() == kMostHypotheses) return leave_out(hypothesis);
  hypotheses.push_back(std::move(hypothesis));
}

void Oracle::State::leave_out(const Hypothesis& hypothesis) {
  crowded = crowded || badness(hypothesis) < Grade::unlawful;
}

/// Who may have left out what is right convicts nobody.
View Oracle::State::tempered(View view) const {
  if (!crowded || view.grade < Grade::unlawful) return view;
  view.grade = Grade::tolerable;
  view.permitted = "what was sent can be read in more ways than are followed";
  view.deviation.clear();
  return view;
}

View Oracle::State::view_of(const Hypothesis& best) const {
  View view{.grade = best.last.grade,
            .permitted = best.last_permitted,
            .clause = clause_text(best.last.clause),
            .input = best.last_input.substr(0, kShownInput),
            .deviation = best.last.deviation};
  const Grade assumed = grade_of(best.assumed);
  if (assumed > view.grade) {
    view.grade = assumed;
    view.clause = clause_text(best.assumption);
    if (best.assumed_choice != 0) view.deviation = deviation_name(best.assumption, best.assumed_choice);
  }
  return view;
}

/// A reply that nothing else explains may be one to the rest of refused content.
void Oracle::State::blame_content(int code, std::vector<Hypothesis>& followed) const {
  if (!followed.empty() && followed.front().last.grade < Grade::unlawful) return;
  const auto suspect = std::find_if(hypotheses.begin(), hypotheses.end(),
                                    [&](const Hypothesis& one) { return one.explains_by_content(code); });
  if (suspect == hypotheses.end()) return;
  followed.assign(1, *suspect);
  followed.front().convict_of_suspicion();
}

/// What the target was convicted of is known of it from now on.
void Oracle::State::accept_assumptions() {
  const Standing least = hypotheses.front().assumed;
  for (Hypothesis& hypothesis : hypotheses) {
    if (hypothesis.assumed == least) hypothesis.assumed = Standing::pass;
  }
}

void Oracle::sent(std::string_view octets) {
  if (state_->lost) return;
  state_->sent.append(octets);
  state_->advance();
}

View Oracle::received(const reply::Reply& reply) {
  if (state_->lost) return unjudged();
  std::vector<Hypothesis> followed;
  for (Hypothesis hypothesis : state_->hypotheses) {
    std::vector<Hypothesis> forks;
    if (hypothesis.follow(reply, state_->sent, forks)) followed.push_back(std::move(hypothesis));
    for (Hypothesis& fork : forks) followed.push_back(std::move(fork));
  }
  sort(followed, [&](const Hypothesis& a, const Hypothesis& b) { return badness(a) < badness(b); });
  state_->blame_content(reply.code, followed);
  if (followed.empty()) {
    // An extra reply: what was sent says nothing of it.
    return state_->tempered(
        {.permitted = "nothing: every input was answered", .clause = clause_text("one-reply"_decision)});
  }
  View view = state_->tempered(state_->view_of(followed.front()));
  const bool by_extension = followed.front().last.by_extension;
  refute_others(followed);
  if (followed.size() <= kMostHypotheses) {
    state_->hypotheses = std::move(followed);
  } else {
    state_->hypotheses.clear();
    for (Hypothesis& one : followed) state_->add(std::move(one));
  }
  for (const FormRow& row : kForm) {
    if (by_extension || !reply.has(row.fault) || row.grade <= view.grade) continue;
    view.grade = row.grade;
    view.clause = clause_text(row.decision);
    view.deviation.clear();
  }
  state_->accept_assumptions();
  state_->advance();
  return view;
}

View Oracle::closed() {
  if (state_->lost) return unjudged();
  View view{.grade = Grade::lawful, .clause = clause_text("closes-after-message"_decision)};
  const auto& all = state_->hypotheses;
  if (std::any_of(all.begin(), all.end(), [](const Hypothesis& h) { return h.may_close(); })) return view;
  // Where nothing was asked, the target may have waited long enough (§4.5.3.2).
  view.grade = reply_due() ? Grade::unlawful : Grade::tolerable;
  view.permitted = "QUIT or 421 first";
  if (reply_due()) view.input = all.front().pending->line.substr(0, kShownInput);
  return state_->tempered(std::move(view));
}

void Oracle::tls_started() {
  std::vector<Hypothesis> forks;
  std::erase_if(state_->hypotheses, [](const Hypothesis& h) { return !h.awaits_tls && !h.beyond; });
  for (Hypothesis& hypothesis : state_->hypotheses) hypothesis.start_tls(state_->sent.end(), forks);
  for (Hypothesis& fork : forks) state_->hypotheses.push_back(std::move(fork));
  if (state_->hypotheses.empty()) state_->lost = true;
  state_->advance();
}

bool Oracle::reply_due() const {
  return !state_->lost && !state_->crowded &&
         std::all_of(state_->hypotheses.begin(), state_->hypotheses.end(),
                     [&](const Hypothesis& h) { return h.reply_due(state_->sent); });
}

}  // namespace smtpspec::oracle
