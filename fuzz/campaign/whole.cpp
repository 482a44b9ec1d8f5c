#include "fuzz/campaign/whole.hpp"

#include "reports/files.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace smtpspec::campaign {
namespace {

std::string sha1(std::string_view octets) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(octets.data(), octets.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::string out;
  for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

}  // namespace

reports::Result<std::string> whole(const std::filesystem::path& file) {
  auto octets = reports::read_file(file.string());
  const std::string name = file.filename().string();
  if (octets && name.substr(name.rfind('-') + 1) != sha1(*octets))
    return tl::unexpected(reports::Problem{
        .file = file.string(), .what = "is not what libFuzzer meant to write; is the disk full?"});
  return octets;
}

}  // namespace smtpspec::campaign
