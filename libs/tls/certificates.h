// What one side of a mutual TLS connection shows and trusts, read from PEM files and checked.
#pragma once

#include <chrono>
#include <string>

namespace turnout::tls {

// A file, and the option that names it: so do the sentences about it.
struct File {
  std::string option;
  std::string path = {};
};

// All three are given, or none: there is no TLS without certificates on both sides.
struct Files {
  File certificate{"--tls-cert"};  // of this side, then those that lead from it to its authority
  File key{"--tls-key"};           // of the certificate, without a passphrase
  File authorities;                // by one of them the other side's certificate must be signed

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

// When the first certificate of the chain expires. Throws geo::DataError when that is over, the key does not
// belong to the first certificate, or a file is not what it should be: half of one, for example.
std::chrono::sys_seconds valid_until(const Certificates& certificates, const Files& files);

}  // namespace turnout::tls
