#include <fmt/format.h>

#include "client/words.h"
#include "domain/local_time.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/bulletin_view.h"
#include "turnoutctl/figures_tables.h"

namespace turnout::turnoutctl {
namespace {

// No script, no other file, no font: what is mailed or printed stays what it is. Bars are drawn by widths, and print.
constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }}
h1 {{ font-size: 1.6rem; margin-bottom: 0; }} h2 {{ font-size: 1.15rem; margin: 2rem 0 .5rem; }} p {{ margin: .3rem 0; color: #444; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ padding: .3rem .6rem; text-align: right; border-bottom: 1px solid #ddd; font-variant-numeric: tabular-nums; }}
th:first-child, td:first-child, .text {{ text-align: left; }} tr.total {{ font-weight: 600; }}
.bar {{ display: flex; height: 1rem; min-width: 12rem; background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.b0 {{ background: #1a7f37; }} .b1 {{ background: #6cbf5a; }} .b2 {{ background: #f2c94c; }} .b3 {{ background: #f2994a; }} .b4 {{ background: #c0392b; }} .missing {{ background: #bbb; }}
tr, h2 {{ break-inside: avoid; break-after: auto; }} h2 {{ break-after: avoid; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 10pt; }} @page {{ size: A4; margin: 15mm; }} }}
</style></head><body>
)";

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

class Page {
 public:
  explicit Page(const std::string& title) : html_(fmt::format(kHead, fmt::arg("title", escaped(title)))) {}

  void heading(int level, const std::string& text) {
    html_ += fmt::format("<h{0}>{1}</h{0}>\n", level, escaped(text));
  }
  void paragraph(const std::string& text) { html_ += "<p>" + escaped(text) + "</p>\n"; }

  void begin_table(const std::vector<std::string>& titles) {
    html_ += "<table><thead><tr>";
    for (const std::string& title : titles) html_ += "<th>" + escaped(title) + "</th>";
    html_ += "</tr></thead><tbody>\n";
  }
  void begin_row(bool is_total = false) { html_ += is_total ? "<tr class=\"total\">" : "<tr>"; }
  void cell(const std::string& text) { html_ += "<td>" + escaped(text) + "</td>"; }
  // The shares of the bands as one bar.
  void bar(const v1::BulletinStep& step) {
    html_ += "<td><div class=\"bar\">";
    int number = 0;
    for (const v1::BulletinBand& band : step.bands()) {
      part(fmt::format("b{}", number++), band.count(), band_text(band));
    }
    part("missing", step.missing(), "missing");
    html_ += "</div></td>";
  }
  void end_row() { html_ += "</tr>\n"; }
  void end_table() { html_ += "</tbody></table>\n"; }

  std::string finished() const { return html_ + "</body></html>\n"; }

 private:
  void part(const std::string& style, std::uint64_t count, const std::string& meaning) {
    if (count == 0) return;
    html_ += fmt::format("<div class=\"{}\" style=\"flex: {}\" title=\"{}: {}\"></div>", style, count,
                         escaped(meaning), count);
  }

  std::string html_;
};

void add_stations(const v1::GetBulletinResponse& bulletin, const ShownNames& names, Page& page) {
  page.heading(2, "Stations 派出所");
  page.begin_table({"Station", "Incidents", "Week before", "Cancelled", "Turnout in time", "Week before",
                    "Signed, median", "Turnout, median", "Result, median"});
  for (const v1::BulletinRow& row : bulletin.rows()) {
    page.begin_row(row.is_total());
    for (const std::string& text :
         {row_name(row, names), std::to_string(row.incidents()), std::to_string(row.incidents_before()),
          std::to_string(row.cancelled()), share_in_time(row.turnout_clock()),
          share_in_time(row.turnout_clock_before()), text::duration(row.signature().median_ms()),
          text::duration(row.turnout().median_ms()), text::duration(row.disposition().median_ms())}) {
      page.cell(text);
    }
    page.end_row();
  }
  page.end_table();
}

void add_step(const v1::GetBulletinResponse& bulletin, const BulletinStepView& view, const ShownNames& names,
              Page& page) {
  if (bulletin.rows().empty()) return;
  page.heading(2, fmt::format("{} {}", view.english, view.chinese));
  std::vector<std::string> titles{"Station", ""};
  for (const v1::BulletinBand& band : (bulletin.rows(0).*view.step)().bands())
    titles.push_back(band_text(band));
  titles.emplace_back("Missing");
  page.begin_table(titles);
  for (const v1::BulletinRow& row : bulletin.rows()) {
    const v1::BulletinStep& step = (row.*view.step)();
    page.begin_row(row.is_total());
    page.cell(row_name(row, names));
    page.bar(step);
    for (const v1::BulletinBand& band : step.bands()) {
      page.cell(fmt::format("{} ({})", band.count(), band_share(band, step)));
    }
    page.cell(std::to_string(step.missing()));
    page.end_row();
  }
  page.end_table();
}

void add_slowest(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader, Page& page) {
  if (bulletin.slowest().empty()) return;
  page.heading(2, "Slowest turnouts");
  page.begin_table({"Turnout", "Started", "Station", "Incident"});
  for (const v1::SlowTurnout& slow : bulletin.slowest()) {
    page.begin_row();
    page.cell(text::duration(slow.turnout_ms()));
    page.cell(text::date_time(slow.started_at_ms(), reader.zone));
    page.cell(reader.names.station(slow.station_id()));
    page.cell(slow.incident_id());
    page.end_row();
  }
  page.end_table();
}

void add_open_orders(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader, Page& page) {
  if (bulletin.open_orders_total() == 0) return;
  page.heading(2, fmt::format("Open orders: {}", bulletin.open_orders_total()));
  page.begin_table({"Ordered", "Unit", "Last step", "Station", "Incident"});
  for (const v1::OpenOrder& order : bulletin.open_orders()) {
    page.begin_row();
    page.cell(text::date_time(order.assigned_at_ms(), reader.zone));
    page.cell(reader.names.unit(order.unit_id()));
    page.cell(client::word(order.last_milestone()));
    page.cell(reader.names.station(order.station_id()));
    page.cell(order.incident_id());
    page.end_row();
  }
  page.end_table();
}

}  // namespace

std::string bulletin_html(const v1::GetBulletinResponse& bulletin, const BulletinReader& reader) {
  const std::string title = fmt::format("District {}, week {}", reader.district, bulletin.week());
  Page page(title);
  page.heading(1, title);
  page.paragraph(
      fmt::format("{}, times of {}", week_text(bulletin, reader.zone), domain::zone_name(reader.zone)));
  page.paragraph(
      "Cancelled incidents and duplicates are in no other figure. Signed: from the order. Turned out and "
      "result: from "
      "the call, the first unit and the first result.");
  if (bulletin.behind().events() != 0) {
    page.paragraph(fmt::format("Incomplete: {} events were not archived yet.", bulletin.behind().events()));
  }
  add_stations(bulletin, reader.names, page);
  for (const BulletinStepView& view : kBulletinSteps) add_step(bulletin, view, reader.names, page);
  add_slowest(bulletin, reader, page);
  add_open_orders(bulletin, reader, page);
  return page.finished();
}

}  // namespace turnout::turnoutctl
