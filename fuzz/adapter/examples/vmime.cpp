// VMime (libvmime-dev): its e-mail address, which is one of RFC 5322, its reader of replies and its removal
// of dots.
#include <smtpspec_fuzz.h>
#include <vmime/net/smtp/SMTPResponse.hpp>
#include <vmime/utility/filteredStream.hpp>
#include <vmime/utility/inputStreamStringAdapter.hpp>
#include <vmime/utility/outputStreamStringAdapter.hpp>
#include <vmime/utility/streamUtils.hpp>
#include <vmime/vmime.hpp>

#include <string>
#include <utility>

namespace {

void tell(smtpspec_answer* answer, smtpspec_found what, const std::string& octets) {
  smtpspec_tell(answer, what, octets.data(), octets.size());
}

int read_mailbox(const char* octets, size_t size, smtpspec_answer* answer) {
  vmime::emailAddress address;
  try {
    address.parse(std::string(octets, size));
  } catch (const vmime::exception&) {
    return SMTPSPEC_REFUSED;
  }
  if (address.isEmpty()) return SMTPSPEC_REFUSED;
  tell(answer, SMTPSPEC_LOCAL_PART, address.getLocalName().getBuffer());
  tell(answer, SMTPSPEC_DOMAIN, address.getDomainName().getBuffer());
  return SMTPSPEC_ACCEPTED;
}

struct Exhausted {};

/// A socket that gives its octets once, and ends the reading of who waits for more.
class MemorySocket : public vmime::net::socket {
 public:
  explicit MemorySocket(std::string octets) : octets_(std::move(octets)) {}

  void connect(const vmime::string&, vmime::port_t) override {}
  void disconnect() override {}
  bool isConnected() const override { return true; }
  bool waitForRead(int) override {
    if (octets_.empty()) throw Exhausted();
    return true;
  }
  bool waitForWrite(int) override { return true; }
  void receive(vmime::string& buffer) override {
    if (octets_.empty()) throw Exhausted();
    buffer = std::exchange(octets_, {});
  }
  size_t receiveRaw(vmime::byte_t*, size_t) override { throw Exhausted(); }
  void send(const vmime::string&) override {}
  void send(const char*) override {}
  void sendRaw(const vmime::byte_t*, size_t) override {}
  size_t sendRawNonBlocking(const vmime::byte_t*, size_t count) override { return count; }
  size_t getBlockSize() const override { return 16384; }
  unsigned int getStatus() const override { return 0; }
  const vmime::string getPeerName() const override { return "memory"; }
  const vmime::string getPeerAddress() const override { return "memory"; }
  vmime::shared_ptr<vmime::net::timeoutHandler> getTimeoutHandler() override { return nullptr; }
  void setTracer(vmime::shared_ptr<vmime::net::tracer>) override {}
  vmime::shared_ptr<vmime::net::tracer> getTracer() override { return nullptr; }

 private:
  std::string octets_;
};

int read_reply(const char* octets, size_t size, smtpspec_answer* answer) {
  using vmime::net::smtp::SMTPResponse;
  try {
    const auto reply = SMTPResponse::readResponse(
        nullptr, vmime::make_shared<MemorySocket>(std::string(octets, size)), nullptr, {});
    if (reply->getCode() == 0) return SMTPSPEC_REFUSED;
    tell(answer, SMTPSPEC_CODE, std::to_string(reply->getCode()));
    for (size_t i = 0; i < reply->getLineCount(); ++i)
      tell(answer, SMTPSPEC_TEXT, reply->getLineAt(i).getText());
  } catch (const Exhausted&) {
    return SMTPSPEC_MORE;
  } catch (const vmime::exception&) {
    return SMTPSPEC_REFUSED;
  }
  return SMTPSPEC_ACCEPTED;
}

/// VMime removes dots from what it was given without the end of data: that is looked for here.
int read_content(const char* octets, size_t size, smtpspec_answer* answer) {
  const std::string end = "\r\n.\r\n";
  const std::string input(octets, size);
  const size_t at = input.find(end);
  if (at == std::string::npos || input.substr(0, 3) == ".\r\n") return SMTPSPEC_PASS;
  vmime::utility::inputStreamStringAdapter stuffed(input.substr(0, at + 2));
  vmime::utility::dotFilteredInputStream filter(stuffed);
  std::string content;
  vmime::utility::outputStreamStringAdapter out(content);
  vmime::utility::bufferedStreamCopy(filter, out);
  tell(answer, SMTPSPEC_CONTENT, content);
  tell(answer, SMTPSPEC_REST, input.substr(at + end.size()));
  return SMTPSPEC_ACCEPTED;
}

}  // namespace

const smtpspec_parser* smtpspec_parser_under_test() {
  static const char* const known[] = {"mailbox: accepts",  // RFC 5322 allows more than a Mailbox of RFC 5321
                                      nullptr};
  static const smtpspec_parser parser = {nullptr,    nullptr, read_mailbox, read_content,
                                         read_reply, nullptr, known};
  return &parser;
}
