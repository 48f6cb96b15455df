// The series of one RPC method, looked up once. For this folder only.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <string>
#include <vector>

#include "telemetry/metrics.h"

namespace turnout::telemetry {

struct RpcFamilies {
  prometheus::Family<prometheus::Counter>& requests;
  prometheus::Family<prometheus::Gauge>& in_flight;
  prometheus::Family<prometheus::Histogram>& duration;
  prometheus::Family<prometheus::Gauge>& stream_bound;
};

class CountedRpc final : public RpcMetrics {
 public:
  CountedRpc(const RpcFamilies& families, const std::string& method);

  void started() override { in_flight_.Increment(); }
  void finished(int code) override;
  void took(Seconds duration) override { duration_.Observe(duration.count()); }
  void set_stream_bound(std::size_t most) override;

 private:
  prometheus::Family<prometheus::Gauge>& stream_bounds_;
  const std::string method_;
  std::vector<prometheus::Counter*> requests_;  // by status code
  prometheus::Gauge& in_flight_;
  prometheus::Histogram& duration_;
};

}  // namespace turnout::telemetry
