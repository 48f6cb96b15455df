// turnout-generate: the demonstration city and shifts of it.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "generate/city.h"
#include "generate/roster.h"
#include "generate/shift.h"
#include "text/time.h"

namespace turnout::generate {
namespace {

constexpr int kWrongInput = 2;

struct Options {
  std::uint64_t city_seed = kCitySeed;
  std::filesystem::path folder;
  std::string from = "2026-03-02T08:00:00+08:00";
  ShiftPlan plan;
};

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  if (!(out << text << std::flush)) throw std::runtime_error(file.string() + ": cannot be written");
}

void generate_city(const Options& options) {
  const City city = make_city(options.city_seed);
  write(options.folder / "stations.geojson", stations_file(city));
  write(options.folder / "units.yaml", units_file(city));
  write(options.folder / "roster.yaml", roster_file(city));
}

void generate_shift(Options& options) {
  const auto from = text::parse_instant(options.from);
  if (!from)
    throw std::runtime_error("--from: '" + options.from +
                             "' is not a time such as 2026-03-02T08:00:00+08:00");
  options.plan.from_ms = *from;
  std::cout << shift_csv(make_shift(make_city(options.city_seed), options.plan)) << std::flush;
  if (!std::cout) throw std::runtime_error("the shift cannot be written to standard output");
}

int run(int count, char** words) {
  CLI::App app("Generates the demonstration city and its shifts. The same seed gives the same output.",
               "turnout-generate");
  app.require_subcommand(1);
  Options options;
  auto* city = app.add_subcommand("city", "write stations.geojson, units.yaml and roster.yaml into a folder");
  city->add_option("--seed", options.city_seed, "seed of boundaries and unit positions")
      ->capture_default_str();
  city->add_option("--out", options.folder, "folder to write into")
      ->required()
      ->check(CLI::ExistingDirectory);
  auto* shift =
      app.add_subcommand("shift", "print calls and unit orders as CSV (see deploy/city/shift_map.yaml)");
  shift->add_option("--seed", options.plan.seed, "seed of the shift")->capture_default_str();
  shift->add_option("--city-seed", options.city_seed, "seed of the city")->capture_default_str();
  shift->add_option("--from", options.from, "start, RFC 3339")->capture_default_str();
  shift->add_option("--hours", options.plan.hours, "length in hours")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 744.0));
  shift
      ->add_option("--calls-per-hour-scale", options.plan.scale, "factor for the published hourly call rates")
      ->capture_default_str()
      ->check(CLI::Range(0.01, 100.0));
  try {
    app.parse(count, words);
    city->parsed() ? generate_city(options) : generate_shift(options);
    return 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongInput;
  } catch (const std::exception& error) {
    std::cerr << "turnout-generate: " << error.what() << '\n';
    return kWrongInput;
  }
}

}  // namespace
}  // namespace turnout::generate

int main(int count, char** words) {  // NOLINT(bugprone-exception-escape): printing an error may fail
  return turnout::generate::run(count, words);
}
