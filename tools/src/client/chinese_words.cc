#include "client/chinese_words.h"

#include <algorithm>
#include <iterator>

#include "turnout/v1/clock.pb.h"
#include "turnout/v1/incident.pb.h"
#include "turnout/v1/records_service.pb.h"
#include "turnout/v1/unit.pb.h"

namespace turnout::client {
namespace {

struct ChineseWord {
  const google::protobuf::EnumDescriptor* (*type)();
  int value;
  const char* word;
};

constexpr ChineseWord kWords[] = {
    {v1::AreaClass_descriptor, v1::AREA_CLASS_URBAN, "城区"},
    {v1::AreaClass_descriptor, v1::AREA_CLASS_SUBURBAN, "城郊"},
    {v1::AreaClass_descriptor, v1::AREA_CLASS_RURAL, "农村"},
    {v1::IncidentKind_descriptor, v1::INCIDENT_KIND_POLICE, "警情"},
    {v1::IncidentKind_descriptor, v1::INCIDENT_KIND_CITIZEN_REQUEST, "求助"},
    {v1::IncidentKind_descriptor, v1::INCIDENT_KIND_COMPLAINT, "投诉"},
    {v1::IncidentStatus_descriptor, v1::INCIDENT_STATUS_OPEN, "处置中"},
    {v1::IncidentStatus_descriptor, v1::INCIDENT_STATUS_CLOSED, "已结案"},
    {v1::IncidentStatus_descriptor, v1::INCIDENT_STATUS_CANCELLED, "已撤销"},
    {v1::IncidentStatus_descriptor, v1::INCIDENT_STATUS_DUPLICATE, "重复报警"},
    {v1::ClockVerdict_descriptor, v1::CLOCK_VERDICT_MET, "达标"},
    {v1::ClockVerdict_descriptor, v1::CLOCK_VERDICT_MET_REPORTED_LATE, "达标补报"},
    {v1::ClockVerdict_descriptor, v1::CLOCK_VERDICT_BREACHED, "超时"},
    {v1::ClockVerdict_descriptor, v1::CLOCK_VERDICT_CANCELLED, "终止"},
    {v1::Grouping_descriptor, v1::GROUPING_HOUR, "时段"},
    {v1::Grouping_descriptor, v1::GROUPING_WEEKDAY, "星期"},
    {v1::Grouping_descriptor, v1::GROUPING_DAY, "日"},
    {v1::Grouping_descriptor, v1::GROUPING_WEEK, "周"},
    {v1::Grouping_descriptor, v1::GROUPING_MONTH, "月"},
    {v1::Grouping_descriptor, v1::GROUPING_STATION, "派出所"},
    {v1::Grouping_descriptor, v1::GROUPING_AREA, "辖区"},
    {v1::Grouping_descriptor, v1::GROUPING_TYPE, "类型"},
    {v1::Grouping_descriptor, v1::GROUPING_PRIORITY, "级别"},
    {v1::Grouping_descriptor, v1::GROUPING_KIND, "类别"},
    {v1::Grouping_descriptor, v1::GROUPING_UNIT, "警力"},
    {v1::Grouping_descriptor, v1::GROUPING_OFFICER, "民警"},
    {v1::Grouping_descriptor, v1::GROUPING_CALL_TAKER, "接警员"},
    {v1::Priority_descriptor, v1::PRIORITY_EMERGENCY, "紧急"},
    {v1::Priority_descriptor, v1::PRIORITY_URGENT, "较急"},
    {v1::Priority_descriptor, v1::PRIORITY_ROUTINE, "一般"},
    {v1::CallSource_descriptor, v1::CALL_SOURCE_LINE_110, "电话"},
    {v1::CallSource_descriptor, v1::CALL_SOURCE_SMS, "短信"},
    {v1::CallSource_descriptor, v1::CALL_SOURCE_APP, "应用"},
    {v1::CallSource_descriptor, v1::CALL_SOURCE_WALK_IN, "来所"},
    {v1::CallSource_descriptor, v1::CALL_SOURCE_OFFICER, "民警"},
    {v1::Milestone_descriptor, v1::MILESTONE_ASSIGNED, "派警"},
    {v1::Milestone_descriptor, v1::MILESTONE_DELIVERED, "送达"},
    {v1::Milestone_descriptor, v1::MILESTONE_READ, "已读"},
    {v1::Milestone_descriptor, v1::MILESTONE_ACKNOWLEDGED, "签收"},
    {v1::Milestone_descriptor, v1::MILESTONE_EN_ROUTE, "出警"},
    {v1::Milestone_descriptor, v1::MILESTONE_ON_SCENE, "到场"},
    {v1::Milestone_descriptor, v1::MILESTONE_CLEARED, "归队"},
    {v1::DeclineReason_descriptor, v1::DECLINE_REASON_VEHICLE_FAULT, "车辆故障"},
    {v1::DeclineReason_descriptor, v1::DECLINE_REASON_ON_ANOTHER_TASK, "另有任务"},
    {v1::DeclineReason_descriptor, v1::DECLINE_REASON_TOO_FAR, "距离过远"},
    {v1::DeclineReason_descriptor, v1::DECLINE_REASON_NOT_EQUIPPED, "装备不足"},
    {v1::DeclineReason_descriptor, v1::DECLINE_REASON_OTHER, "其他"},
    {v1::TimeSource_descriptor, v1::TIME_SOURCE_BUTTON, "按键"},
    {v1::TimeSource_descriptor, v1::TIME_SOURCE_POSITION, "定位"},
    {v1::TimeSource_descriptor, v1::TIME_SOURCE_RADIO, "电台"},
    {v1::TimeSource_descriptor, v1::TIME_SOURCE_LATE_ENTRY, "补录"},
    {v1::TimeSource_descriptor, v1::TIME_SOURCE_IMPORT, "导入"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_ASSIGN, "派警"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_ACKNOWLEDGE, "签收"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_TURNOUT, "出警"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_ARRIVAL, "到场"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_DISPOSITION, "反馈"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_FIRST_RESPONSE, "首次响应"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_ANSWER, "答复"},
    {v1::ClockKind_descriptor, v1::CLOCK_KIND_CLOSE, "结案"},
    {v1::DutyRole_descriptor, v1::DUTY_ROLE_DISPATCHER, "调度员"},
    {v1::DutyRole_descriptor, v1::DUTY_ROLE_SHIFT_LEADER, "值班长"},
    {v1::DutyRole_descriptor, v1::DUTY_ROLE_STATION_CHIEF, "所长"},
    {v1::DutyRole_descriptor, v1::DUTY_ROLE_DISTRICT_COMMANDER, "指挥长"},
    {v1::UnitStatus_descriptor, v1::UNIT_STATUS_AVAILABLE, "待命"},
    {v1::UnitStatus_descriptor, v1::UNIT_STATUS_ASSIGNED, "已派警"},
    {v1::UnitStatus_descriptor, v1::UNIT_STATUS_EN_ROUTE, "出警"},
    {v1::UnitStatus_descriptor, v1::UNIT_STATUS_ON_SCENE, "到场"},
    {v1::UnitStatus_descriptor, v1::UNIT_STATUS_OUT_OF_SERVICE, "停用"},
    {v1::UnitKind_descriptor, v1::UNIT_KIND_PATROL_CAR, "巡逻车"},
    {v1::UnitKind_descriptor, v1::UNIT_KIND_MOTORCYCLE, "摩托车"},
    {v1::UnitKind_descriptor, v1::UNIT_KIND_FOOT_PATROL, "步巡"},
    {v1::UnitKind_descriptor, v1::UNIT_KIND_SPECIALIST, "专业警力"},
};

}  // namespace

std::optional<int> chinese_value_of(const google::protobuf::EnumDescriptor& type, std::string_view word) {
  const auto found = std::ranges::find_if(
      kWords, [&](const ChineseWord& each) { return each.type() == &type && each.word == word; });
  return found == std::end(kWords) ? std::nullopt : std::optional(found->value);
}

std::string chinese_word_of(const google::protobuf::EnumDescriptor& type, int value) {
  const auto found = std::ranges::find_if(
      kWords, [&](const ChineseWord& each) { return each.type() == &type && each.value == value; });
  return found == std::end(kWords) ? "" : found->word;
}

}  // namespace turnout::client
