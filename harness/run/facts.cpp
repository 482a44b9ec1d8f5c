#include "harness/run/facts.hpp"

#include "harness/language/ascii.hpp"
#include "harness/player/keywords.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

constexpr Millis kReply = 10s, kLeastBanner = 10s;
constexpr int kBannersToReplies = 6;
constexpr Millis kLeastQuiet = 200ms, kMostQuiet = 3s;
constexpr int kLatencies = 8;  // so many times the longest wait seen is quiet

using language::equal_ignoring_case;
using player::words;

// What the greetings of libraries name themselves, where the application does not say otherwise.
constexpr std::string_view kLibraries[] = {"Python SMTP", "SubEthaSMTP"};

bool is_of_a_library(std::string_view banner) {
  return std::any_of(std::begin(kLibraries), std::end(kLibraries),
                     [&](std::string_view name) { return banner.find(name) != std::string_view::npos; });
}

/// The first line of a greeting, without its code.
std::string_view text_of(std::string_view banner) {
  constexpr std::size_t kCode = 4;  // "220 "
  banner = banner.substr(0, banner.find_first_of("\r\n"));
  return banner.substr(std::min(kCode, banner.size()));
}

/// Goes through the facts once, and says what it thinks of each.
class Reasoning {
 public:
  Reasoning(const Facts& facts, const Options& options, const player::Circumstances& known)
      : facts_(facts),
        settings_(options.settings),
        out_{.circumstances = known} {
    greeting();
    tls();
    mail();
    recipients();
    role();
    pace(options);
  }
  Inferences take() { return std::move(out_); }

 private:
  const Facts& facts_;
  const target::Settings& settings_;
  Inferences out_;

  template <class... Args>
  void note(fmt::format_string<Args...> format, Args&&... args) {
    out_.notes.push_back(fmt::format(format, std::forward<Args>(args)...));
  }
  void can(std::string_view ability) { out_.circumstances.abilities.emplace_back(ability); }
  void cannot_tell(std::string_view ability) { out_.circumstances.unasked.emplace_back(ability); }
  void forget(std::string_view variable) {
    auto& variables = out_.circumstances.variables;
    if (const auto found = variables.find(variable); found != variables.end()) variables.erase(found);
  }

  void greeting() {
    out_.circumstances.lmtp = facts_.hello == Facts::Hello::lhlo;
    out_.circumstances.implicit_tls = facts_.implicit_tls;
    out_.circumstances.ehlo_keywords = facts_.ehlo;
    out_.circumstances.helo_only = facts_.hello == Facts::Hello::helo;
    if (facts_.implicit_tls && !settings_.tls) note("it speaks TLS from the first octet");
    if (facts_.banner_code == 554) can("refused-session");
    if (facts_.banner_code / 100 != 2) {
      note("its greeting is a refusal: {}", facts_.banner.substr(0, facts_.banner.find_first_of("\r\n")));
    } else if (facts_.hello == Facts::Hello::helo) {
      note("EHLO was refused ({}): sessions begin with HELO, and what needs an extension is skipped",
           facts_.hello_quote);
    } else if (facts_.hello == Facts::Hello::none && facts_.hello_quote.empty()) {
      note("it greets, but answers neither EHLO nor HELO nor LHLO");
    } else if (facts_.hello == Facts::Hello::none) {
      note("neither EHLO nor HELO nor LHLO was accepted ({}); --client-name may help", facts_.hello_quote);
    }
  }

  void tls() {
    out_.circumstances.use_starttls = facts_.began_tls;
    if (facts_.tls_works.value_or(false)) can("tls-works");
    if (facts_.tls_demanded) can("tls-required");
    if (facts_.tls_works && !*facts_.tls_works) note("TLS does not work: {}", facts_.tls_why);
    const bool may_log_in_early = !facts_.implicit_tls && !facts_.auth_in_tls;
    if (may_log_in_early && announces(facts_.ehlo, "AUTH")) can("auth-in-plain");
    if (facts_.began_tls && !settings_.tls) note("MAIL wants TLS: sessions begin with STARTTLS");
  }

  void mail() {
    out_.circumstances.authenticate = facts_.logged_in;
    if (facts_.logged_in) can("auth-required");
    out_.circumstances.auth_in_tls = facts_.auth_in_tls;
    if (facts_.auth_in_tls) note("AUTH wants TLS: what is asked about it is asked inside TLS");
    if (facts_.auth_works && !*facts_.auth_works) {
      note("logging in as {} failed: {}", settings_.user.value_or(""), facts_.auth_why);
    }
    if (facts_.mail.code == 0 || facts_.mail.accepted()) return;
    if (facts_.mail.code == 530) {
      note("MAIL is refused without {} ({}): give --user and --password-file",
           facts_.tls_works.value_or(false) ? "a login" : "TLS or a login", facts_.mail.quote);
    } else {
      note("MAIL is refused ({}); another --sender or --client-name may help", facts_.mail.quote);
    }
  }

  void recipients() {
    const auto& variables = out_.circumstances.variables;
    const auto recipient = variables.find("recipient");
    const std::string name = recipient == variables.end() ? "" : recipient->second;
    if (facts_.greylists) {
      if (settings_.greylist_wait) {
        note("it still greylists after {} s: {}; a longer --greylist-wait may help", *settings_.greylist_wait,
             facts_.recipient.quote);
      } else {
        note("it greylists: {}; --greylist-wait SECONDS waits for it once", facts_.recipient.quote);
      }
    } else if (facts_.recipient.code != 0 && !facts_.recipient.accepted()) {
      note("the recipient {} is refused ({}); --recipient names one that exists", name,
           facts_.recipient.quote);
    } else if (!settings_.recipient && facts_.recipient.accepted()) {
      note("no --recipient was given: {} is used", name);
    }
    if (facts_.second.code != 0 && !facts_.second.accepted()) {
      if (settings_.second_recipient) note("the second recipient is refused ({})", facts_.second.quote);
      forget("second-recipient");
    }
    if (facts_.unknown.refused()) can("unknown-user-check");
    if (facts_.foreign.refused() || facts_.foreign.temporary()) can("foreign");
    if (!facts_.unknown.refused() && !facts_.unknown.accepted()) cannot_tell("unknown-user-check");
    if (facts_.foreign.code == 0) cannot_tell("foreign");
    out_.trusted = facts_.foreign.accepted();
    if (facts_.relay.accepted()) {
      can("relay");
    } else if (facts_.relay.code != 0) {
      note("{} is refused ({}): it does not relay to that domain for us",
           variables.find("relay-recipient")->second, facts_.relay.quote);
      forget("relay-recipient");
    }
  }

  void role() {
    std::string& role = out_.circumstances.role;
    if (settings_.role) {
      role = *settings_.role;
    } else if (settings_.lmtp.value_or(false) || out_.circumstances.lmtp) {
      role = "lmtp";
    } else if (facts_.mail.code == 530 || facts_.logged_in) {
      role = "msa";
      note("it wants a login before MAIL: a submission server (--role says otherwise)");
    } else if (out_.trusted && !facts_.unknown.refused()) {
      role = "library";
      note("it accepts everybody everywhere: a library or a test sink (--role says otherwise)");
    }
    if (role == "mta" && !settings_.role && is_of_a_library(facts_.banner)) {
      note(
          "its greeting is a library's, whose application says who is a recipient: --role library leaves "
          "out what is up to that");
    }
    if (role == "lmtp") out_.circumstances.lmtp = true;
    if (out_.trusted && role == "mta") {
      note(
          "it accepts a foreign recipient from us: it trusts us, so what it shows of smuggling, relaying and "
          "sizes is noted only; run from an address that it does not trust to test those");
    }
    if (role == "library" || role == "lmtp") out_.trusted = false;
  }

  void pace(const Options& options) {
    auto& circumstances = out_.circumstances;
    circumstances.reply_timeout = reply_patience(options);
    const Millis most = banner_patience(options);
    circumstances.banner_timeout = std::clamp(10 * facts_.banner_time, std::min(kLeastBanner, most), most);
    circumstances.quiet = std::clamp(kLatencies * facts_.latency, kLeastQuiet, kMostQuiet);
  }
};

}  // namespace

Millis reply_patience(const Options& options) { return options.timeout.value_or(kReply); }

Millis banner_patience(const Options& options) { return kBannersToReplies * reply_patience(options); }

bool announces(const std::vector<std::string>& ehlo_lines, std::string_view keyword,
               std::string_view parameter) {
  return std::any_of(ehlo_lines.begin(), ehlo_lines.end(), [&](const std::string& line) {
    const auto parts = words(line);
    if (parts.empty() || !equal_ignoring_case(parts.front(), keyword)) return false;
    return parameter.empty() || std::any_of(parts.begin() + 1, parts.end(), [&](const std::string& one) {
             return equal_ignoring_case(one, parameter);
           });
  });
}

std::vector<std::string> likely_domains(const std::string& host) {
  const auto dot = host.find('.');
  const bool is_name = dot != std::string::npos && host.find_first_of("[]<>@: ") == std::string::npos &&
                       !std::isdigit(static_cast<unsigned char>(host.back()));
  if (!is_name) return {};
  std::vector<std::string> out{host};
  if (host.find('.', dot + 1) != std::string::npos) out.push_back(host.substr(dot + 1));
  return out;
}

std::string host_of(std::string_view banner) {
  const std::string_view text = text_of(banner);
  return std::string(text.substr(0, text.find(' ')));
}

std::string product_of(std::string_view banner) {
  const auto parts = words(text_of(banner));
  const auto protocol = std::find_if(parts.begin(), parts.end(), [](const std::string& word) {
    return equal_ignoring_case(word, "ESMTP") || equal_ignoring_case(word, "SMTP") ||
           equal_ignoring_case(word, "LMTP");
  });
  std::string out;
  for (auto word = protocol == parts.end() ? parts.end() : protocol + 1; word != parts.end(); ++word) {
    out.append(out.empty() ? "" : " ").append(*word);
  }
  return out;
}

Inferences infer(const Facts& facts, const Options& options, const player::Circumstances& known) {
  return Reasoning(facts, options, known).take();
}

}  // namespace smtpspec::run
