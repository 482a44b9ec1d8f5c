#include "reference/receiver/keywords.hpp"

#include "reference/receiver/mailbox.hpp"

namespace smtpspec::receiver {

namespace {

/// What is announced: what is on offer now, as conduct announces it.
Extensions announced(const Session& session, Counsel& counsel) {
  Extensions extensions = session.offered;
  const auto hide_if = [&](Extension extension, DecisionId decision) {
    if (extensions.has(extension) && counsel.ask(decision) != 0) extensions.remove(extension);
  };
  if (session.tls && extensions.has(Extension::starttls) && counsel.ask("starttls-keyword"_decision) == 0) {
    extensions.remove(Extension::starttls);
  }
  if (session.auth_awaits_tls()) extensions.remove(Extension::auth);
  hide_if(Extension::expn, "expn-keyword"_decision);
  if (session.site->lmtp) hide_if(Extension::pipelining, "lmtp-keywords"_decision);
  if (extensions.has(Extension::smtputf8)) hide_if(Extension::eight_bit_mime, "smtputf8-keyword"_decision);
  if (extensions.has(Extension::binarymime)) hide_if(Extension::chunking, "chunking-keyword"_decision);
  if (counsel.ask("send"_decision) == "send=announced"_choice) {
    extensions.add(Extension::send);
    extensions.add(Extension::soml);
    extensions.add(Extension::saml);
  }
  return extensions;
}

void append_mechanisms(std::string& line, const Session& session, char separator) {
  for (const std::string& mechanism : session.site->mechanisms) {
    line += separator;
    line += mechanism;
    separator = ' ';
  }
}

}  // namespace

void append_keyword_lines(std::string& lines, const Session& session, Counsel& counsel) {
  const std::uint8_t form = counsel.ask("ehlo-form"_decision);
  const char separator = form == "ehlo-form=equals"_choice ? '=' : ' ';
  const Extensions extensions = announced(session, counsel);
  for (std::size_t bit = 0; bit < kExtensions; ++bit) {
    const auto extension = static_cast<Extension>(1U << bit);
    if (!extensions.has(extension)) continue;
    lines += '\n';
    if (form == "ehlo-form=lower-case"_choice) {
      lines += lower_case(keyword(bit));
    } else {
      lines += keyword(bit);
    }
    if (extension == Extension::size && counsel.ask("size-keyword"_decision) == 0) {
      (lines += separator) += std::to_string(session.site->max_size);
    }
    if (extension != Extension::auth) continue;
    append_mechanisms(lines, session, separator);
    if (form == "ehlo-form=auth-equals"_choice) append_mechanisms(lines += "\nAUTH", session, '=');
  }
  if (counsel.ask("ehlo-keywords"_decision) != 0) lines += "\nFASTMAIL";
}

}  // namespace smtpspec::receiver
