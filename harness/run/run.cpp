#include "harness/run/run.hpp"

#include "harness/run/deliveries.hpp"
#include "harness/run/host.hpp"
#include "harness/run/latitude.hpp"
#include "harness/run/manners.hpp"
#include "harness/run/opinions.hpp"
#include "harness/run/preflight.hpp"
#include "harness/run/record.hpp"
#include "harness/run/rerun.hpp"
#include "harness/run/saying.hpp"
#include "reference/reply/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using reports::Verdict;

std::string utc(const char* format) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

/// After TURN we are the server: there is nothing for the oracle to judge.
bool turns(const language::Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const language::Step& step) {
    return std::holds_alternative<language::Turn>(step.what);
  });
}

class Running {
 public:
  Running(const Assignment& assignment, const Listener& listener)
      : assignment_(assignment),
        listener_(listener),
        options_(assignment.options) {
    run().tool_version = assignment.tool_version;
    run().command_line = assignment.command_line;
    run().seed = options_.seed;
    run().strict = options_.strict;
    run().security = options_.security;
    run().selected = assignment.partial;
    if (options_.shard.count > 1) run().shards = {.of = options_.shard.count, .here = {options_.shard.index}};
    run().partial = run().selected || run().shards.of > 0;
    run().started = utc("%Y-%m-%dT%H:%M:%SZ");
    network_.on_signal([this](int) { interrupt(); });
  }

  Conclusion go() {
    if (open()) {
      if (options_.max_run_time) network_.after(time_left(), [this] { run_out_of_time(); });
      if (prepare() && !assignment_.dry_run) play();
    }
    assemble();
    run().seconds = std::chrono::duration<double>(Clock::now() - began_).count();
    return std::move(out_);
  }

 private:
  const Assignment& assignment_;
  const Listener& listener_;
  Options options_;
  const Clock::time_point began_ = Clock::now();
  Conclusion out_;
  transport::Network network_;
  std::unique_ptr<Host> host_;
  transport::TlsOptions tls_;
  Inferences known_;
  std::shared_ptr<const receiver::Site> site_;
  bool stranger_ = false, greylists_ = false, interrupted_ = false, out_of_time_ = false;
  Plan plan_;
  std::unique_ptr<Scheduler> scheduler_;
  std::optional<Deliveries> deliveries_;
  std::map<std::size_t, reports::CaseResult> results_;  // by place

  reports::Run& run() { return out_.run; }
  const language::Catalogue& catalogue() const { return *assignment_.catalogue; }

  void interrupt() {
    interrupted_ = true;
    if (scheduler_) scheduler_->stop(Stopped::interrupted, true);
    network_.stop();
  }

  void run_out_of_time() {
    out_of_time_ = true;
    if (scheduler_) return scheduler_->stop(Stopped::out_of_time, false);
    network_.stop();
  }

  Millis time_left() const {
    return std::chrono::duration_cast<Millis>(began_ + *options_.max_run_time - Clock::now());
  }

  bool is_cut_short() const { return interrupted_ || out_of_time_; }

  /// The same, for a wait that the network does not know of.
  bool gives_up() {
    if (!interrupted_ && network_.signalled()) interrupt();
    if (!is_cut_short() && options_.max_run_time && time_left() <= 0ms) run_out_of_time();
    return is_cut_short();
  }

  bool stop_before_play(const player::Circumstances& start) {
    plan_ = make_plan(assignment_.cases, options_, stranger_, start, catalogue());
    return stop(interrupted_ ? Stopped::interrupted : Stopped::out_of_time);
  }

  bool fail(Conclusion::Kind kind, std::string why) {
    out_.kind = kind;
    out_.why = std::move(why);
    if (kind == Conclusion::Kind::unreachable) run().lost = out_.why;
    return false;
  }

  bool open() {
    std::optional<transport::Endpoint> endpoint;
    if (const auto& target = options_.settings.target) {
      auto parsed = transport::parse_endpoint(*target);
      if (!parsed)
        return fail(Conclusion::Kind::bad_target, fmt::format("--target {}: {}", *target, parsed.error()));
      endpoint = *std::move(parsed);
    }
    if (std::string why = unusable(options_.settings); !why.empty())
      return fail(Conclusion::Kind::bad_target, std::move(why));
    auto host = open_host(options_.settings, std::move(endpoint), [this] { return gives_up(); });
    if (is_cut_short()) return stop_before_play({});
    if (!host) return fail(Conclusion::Kind::unreachable, host.error());
    host_ = *std::move(host);
    stranger_ = is_stranger(options_, host_->endpoint());
    tls_ = tls_options(options_.settings);
    run().target.address = host_->name();
    return true;
  }

  /// The preflight, what follows from it, and the plan.
  bool prepare() {
    auto start = first_circumstances(options_.settings, stranger_);
    if (!start) return fail(Conclusion::Kind::bad_target, start.error());
    if (auto literal = transport::address_literal(host_->endpoint()); !literal.empty())
      start->variables["own-literal"] = std::move(literal);
    start->variables["date"] = utc("%a, %d %b %Y %H:%M:%S +0000");
    const Preflight found =
        preflight(options_, *start, stranger_, [this](auto&&... asked) { return one(asked...); });
    if (is_cut_short()) return stop_before_play(*start);
    if (!found.facts.unreachable.empty())
      return fail(Conclusion::Kind::unreachable, unreachable(found.facts));
    greylists_ = found.facts.greylists || options_.settings.greylist_wait.has_value();
    known_ = infer(found.facts, options_, found.known);
    tls_.implicit = known_.circumstances.implicit_tls;
    receiver::Site site = site_of(known_.circumstances);
    site.trusts_client = known_.trusted;
    site_ = std::make_shared<const receiver::Site>(std::move(site));
    add_abilities();
    describe_target(found.facts);
    plan_ = make_plan(assignment_.cases, options_, stranger_, known_.circumstances, catalogue());
    if (listener_.prepared) listener_.prepared(run(), stranger_, plan_);
    const bool turned_away = found.facts.banner_code / 100 == 5 && stranger_;
    if (turned_away)
      return fail(Conclusion::Kind::unreachable,
                  "the target does not want mail from us: " + known_.notes.front());
    return true;
  }

  std::string unreachable(const Facts& facts) const {
    return fmt::format("{} cannot be asked anything: {}{}", host_->name(), facts.unreachable, last_words());
  }

  std::string last_words() const {
    const Process* const process = host_->process();
    const std::string words = process == nullptr ? "" : reply::visible_lines(process->last_words());
    return words.empty() ? words : "\nits last words:\n" + words;
  }

  void add_abilities() {
    auto& abilities = known_.circumstances.abilities;
    if (!host_->places.empty()) abilities.emplace_back("observe");
    if (host_->places.show_octets()) abilities.emplace_back("observe-octets");
    if (host_->endpoint().kind == transport::Endpoint::Kind::unix_socket) abilities.emplace_back("unix");
  }

  void describe_target(const Facts& facts) {
    run().target.banner = facts.banner;
    run().target.ehlo = facts.ehlo;
    run().target.role = known_.circumstances.role;
    run().target.product = product_of(facts.banner);
    run().target.notes = known_.notes;
    std::error_code none;
    const auto& maildir = options_.settings.maildir;  // a server may well make it when mail comes
    if (maildir && !std::filesystem::exists(*maildir, none))
      run().target.notes.push_back(fmt::format("--maildir {} is not there yet", *maildir));
  }

  /// Plays one case and waits for it.
  player::Result one(const player::Case& what, const player::Circumstances& circumstances, Millis wait) {
    player::Result out;
    out.end = player::Result::End::unreachable;
    if (is_cut_short()) return out;
    auto tls = tls_;
    tls.implicit = circumstances.implicit_tls;
    player::Play play(what, circumstances, catalogue(), fmt::format("preflight{:x}", options_.seed));
    show(play, "preflight: " + what.id());
    network_.after(wait, [&] {
      network_.play(std::move(play), host_->endpoint(), tls, [&](player::Result result) {
        out = std::move(result);
        network_.stop();
      });
    });
    network_.run();
    return out;
  }

  void show(player::Play& play, std::string name) const {
    if (listener_.witness) play.show_to(listener_.witness(std::move(name)));
  }

  void begins(std::size_t index, player::Play& play) {
    const player::Case& what = plan_[index].what;
    const std::string id = what.id();
    if (listener_.begun) listener_.begun(what);
    if (listener_.said) {
      play.show_to(std::make_unique<Saying>(turns(*what.scenario) ? nullptr : site_,
                                            [this, id](const auto& line) { listener_.said(id, line); }));
    }
    show(play, id);
  }

  bool stop(Stopped why) {
    out_.kind = Conclusion::Kind::stopped;
    out_.stopped = why;
    return false;
  }

  void play() {
    Surroundings stage{.endpoint = host_->endpoint(),
                       .tls = tls_,
                       .circumstances = known_.circumstances,
                       .pace = pace_of(options_, stranger_, greylists_),
                       .process = host_->process()};
    deliveries_.emplace(network_, host_->places, catalogue(), [this] { return is_cut_short(); });
    scheduler_ = std::make_unique<Scheduler>(
        network_, std::move(stage), options_, plan_, catalogue(),
        Scheduler::Listener{
            .begins = [this](std::size_t index, player::Play& play) { begins(index, play); },
            .controls = [this](std::size_t index,
                               player::Play& play) { show(play, "control: " + plan_[index].what.id()); },
            .settled = [this](std::size_t index, const Settled& settled) { take(index, settled); }});
    std::vector<std::size_t> indices;
    for (std::size_t index = 0; index < plan_.size(); ++index) {
      if (plan_[index].skip.empty()) {
        indices.push_back(index);
      } else {
        Settled skipped{.verdict = Verdict::skip, .message = plan_[index].skip, .plays = 0};
        finish(index, std::move(skipped));
      }
    }
    scheduler_->play(indices);
    deliveries_->settle([this](const auto& again) { return play_again(again); },
                        [this](std::size_t index, Settled settled) { finish(index, std::move(settled)); });
    if (scheduler_->stopped() == Stopped::target_gone) {
      fail(Conclusion::Kind::unreachable, lost());
      out_.stopped = Stopped::target_gone;
    } else if (scheduler_->stopped() != Stopped::no) {
      stop(scheduler_->stopped());
    }
  }

  /// Of which of them nothing came, as the run was stopped.
  std::vector<std::size_t> play_again(const std::vector<std::size_t>& again) {
    if (scheduler_->stopped() == Stopped::no) scheduler_->play_alone(again);
    std::vector<std::size_t> out;
    for (const std::size_t index : again) {
      if (!results_.contains(plan_[index].place)) out.push_back(index);
    }
    return out;
  }

  std::string lost() const {
    std::string suspects;
    for (const std::size_t index : scheduler_->suspects().named())
      suspects += (suspects.empty() ? "" : ", ") + plan_[index].what.id();
    return fmt::format("{} was lost in the course of the run: it does not take connections any more{}{}",
                       host_->name(), suspects.empty() ? "" : "; played when it went: " + suspects,
                       last_words());
  }

  void take(std::size_t index, const Settled& settled) {
    Settled mine = settled;
    if (!mine.result.claims.empty() && mine.crash.empty()) {
      deliveries_->keep(index, std::move(mine));
    } else {
      finish(index, std::move(mine));
    }
  }

  void finish(std::size_t index, Settled settled) {
    const player::Case& what = plan_[index].what;
    soften(settled, *what.scenario, {.trusted = known_.trusted, .era = options_.era});
    const std::vector<player::Entry> transcript = settled.result.transcript;
    reports::CaseResult result = record(what, std::move(settled), catalogue());
    if (!turns(*what.scenario)) add_opinions(result.transcript, transcript, site_);
    result.rerun = rerun_command(assignment_.options, result.id);
    if (listener_.ended) listener_.ended(run(), result);
    results_.insert_or_assign(plan_[index].place, std::move(result));
  }

  void assemble() {
    for (auto& [place, result] : results_) run().cases.push_back(std::move(result));
    if (scheduler_) {
      for (auto& result : scheduler_->every_dialogue().cases(catalogue())) {
        if (!result.first_in.empty()) result.rerun = rerun_command(assignment_.options, result.first_in);
        run().cases.push_back(std::move(result));
      }
    }
    for (const PlannedCase& planned : plan_) {
      if (!results_.contains(planned.place)) run().not_run.push_back(planned.what.id());
    }
    run().complete = out_.kind == Conclusion::Kind::complete && run().not_run.empty();
  }
};

}  // namespace

Conclusion run(const Assignment& assignment, const Listener& listener) {
  return Running(assignment, listener).go();
}

}  // namespace smtpspec::run
