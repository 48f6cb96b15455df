// The certificates of one side of a mutual TLS connection, read from PEM files and checked.
#pragma once

#include <chrono>
#include <string>

namespace turnout::tls {

// A file and the option that names it. Errors about the file contain the option.
struct File {
  std::string option;
  std::string path = {};
};

// Either all three files are given or none: TLS needs certificates on both sides.
struct Files {
  File certificate{"--tls-cert"};  // of this side, followed by the chain to its authority
  File key{"--tls-key"};           // of the certificate, without a passphrase
  File authorities;                // one of them must have signed the other side's certificate

  bool given() const { return !certificate.path.empty(); }
};

// The files' texts.
struct Certificates {
  std::string chain;
  std::string key;
  std::string authorities;

  bool operator==(const Certificates&) const = default;
};

// Throws geo::DataError for a file that is missing, unreadable or longer than 1 MiB.
Certificates read(const Files& files);

// When the first certificate of the chain to expire does so. Throws geo::DataError when it has expired, the key does
// not fit the first certificate, or a file is damaged or cut off.
std::chrono::sys_seconds valid_until(const Certificates& certificates, const Files& files);

}  // namespace turnout::tls
