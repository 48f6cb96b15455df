// Open files and sockets of the process.
#pragma once

#include <cstddef>

namespace turnout::runtime {

// Allows the process as many descriptors as its supervisor permits, instead of the usual 1,024. Returns how many that are.
std::size_t raise_descriptor_limit();

}  // namespace turnout::runtime
