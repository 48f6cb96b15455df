// The process that started this one, as far as it listens: systemd with Type=notify.
#pragma once

#include <string_view>

namespace turnout::runtime {

// `state` as sd_notify(3): "READY=1", "WATCHDOG=1", "STOPPING=1". Does nothing if nobody listens ($NOTIFY_SOCKET).
void tell_supervisor(std::string_view state);

}  // namespace turnout::runtime
