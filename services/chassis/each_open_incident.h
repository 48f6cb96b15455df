// Visits every open incident without holding the service's one thread for long.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>

#include "event_store/district_view.h"
#include "runtime/awaitable.h"

namespace turnout::chassis {

// In the order of their ids, in steps between which other work runs. An incident that is opened or ended meanwhile may be left out.
Awaitable<void> each_open_incident(boost::asio::io_context& io,
                                   const std::map<std::string, event_store::IncidentState>& open,
                                   std::function<void(const v1::Incident&)> visit);

}  // namespace turnout::chassis
