#include "tls/certificates.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

#include "geo/data_error.h"
#include "geo/text_file.h"

namespace turnout::tls {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;

template <auto free>
struct Free {
  template <class Object>
  void operator()(Object* object) const {
    free(object);
  }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;

[[noreturn]] void fail(const File& file, const std::string& why) {
  throw geo::DataError(file.option + ": " + file.path + ": " + why);
}

std::string text_of(const File& file) {
  try {
    return geo::read_text_file(file.path, kMaxBytes);
  } catch (const geo::DataError& error) {
    throw geo::DataError(file.option + ": " + error.what());
  }
}

Bio reader_of(const std::string& text) {
  ERR_clear_error();
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::vector<Certificate> certificates_of(const std::string& text, const File& file) {
  const Bio reader = reader_of(text);
  std::vector<Certificate> certificates;
  while (X509* next = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(next);
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!at_end) fail(file, "holds a certificate that is damaged or cut off");
  if (certificates.empty()) fail(file, "holds no certificate (PEM)");
  return certificates;
}

// A service has nobody to type a passphrase.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

Key key_of(const std::string& text, const File& file) {
  const Bio reader = reader_of(text);
  Key key(PEM_read_bio_PrivateKey(reader.get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  if (!key) fail(file, "holds no private key (PEM, without a passphrase)");
  return key;
}

std::chrono::sys_seconds expiry_of(const Certificate& certificate) {
  std::tm end{};
  ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end);
  return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&end)));
}

}  // namespace

Certificates read(const Files& files) {
  return {
      .chain = text_of(files.certificate),
      .key = text_of(files.key),
      .authorities = text_of(files.authorities),
  };
}

std::chrono::sys_seconds valid_until(const Certificates& certificates, const Files& files) {
  certificates_of(certificates.authorities, files.authorities);
  const std::vector<Certificate> chain = certificates_of(certificates.chain, files.certificate);
  const Key key = key_of(certificates.key, files.key);
  if (X509_check_private_key(chain.front().get(), key.get()) != 1) {
    ERR_clear_error();
    fail(files.key, "does not belong to the certificate of " + files.certificate.option);
  }
  const auto first = expiry_of(*std::ranges::min_element(chain, {}, expiry_of));
  if (first <= std::chrono::system_clock::now()) fail(files.certificate, "has expired");
  return first;
}

}  // namespace turnout::tls
