#include "records/rebuild.h"

#include <exception>
#include <iostream>

#include "geo/data_error.h"
#include "records/records.h"

namespace turnout::records {

int rebuild(const chassis::Options& options) {
  try {
    const std::uint64_t events = archive_of(options)()->rebuild();
    std::cout << "made again from " << events << " events\n";
    return 0;
  } catch (const geo::DataError& error) {
    std::cerr << "turnout-records: " << error.what() << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "turnout-records: " << error.what() << "\n";
    return 3;
  }
}

}  // namespace turnout::records
