// The RPCs of the services, one row each: ROW(service, name). The request is v1::<name>Request, the response
// v1::<name>Response. A new RPC needs only a row here.
#pragma once

// One request, one response.
#define TURNOUT_UNARY_RPCS(ROW)              \
  ROW(intake, ReportIncident)                \
  ROW(intake, AddCall)                       \
  ROW(intake, AddNote)                       \
  ROW(intake, AmendIncident)                 \
  ROW(intake, CancelIncident)                \
  ROW(intake, LinkDuplicate)                 \
  ROW(intake, SplitDuplicate)                \
  ROW(intake, GetIncident)                   \
  ROW(intake, ListIncidents)                 \
  ROW(dispatch, RegisterUnit)                \
  ROW(dispatch, SetUnitStatus)               \
  ROW(dispatch, SignOn)                      \
  ROW(dispatch, SignOff)                     \
  ROW(dispatch, RelieveCrew)                 \
  ROW(dispatch, ListUnits)                   \
  ROW(dispatch, RecommendUnits)              \
  ROW(dispatch, AssignUnit)                  \
  ROW(dispatch, RecallUnit)                  \
  ROW(accountability, ReportMilestone)       \
  ROW(accountability, DeclineOrder)          \
  ROW(accountability, AnswerDecline)         \
  ROW(accountability, AcknowledgeEscalation) \
  ROW(accountability, ListEscalations)       \
  ROW(accountability, RequestHandover)       \
  ROW(accountability, AnswerHandover)        \
  ROW(accountability, WithdrawHandover)      \
  ROW(accountability, ArbitrateHandover)     \
  ROW(accountability, ListPendingTimes)      \
  ROW(accountability, ConfirmTime)           \
  ROW(accountability, CorrectTime)           \
  ROW(accountability, CorrectStart)          \
  ROW(accountability, ReportDisposition)     \
  ROW(accountability, CloseIncident)         \
  ROW(accountability, ReopenIncident)        \
  ROW(accountability, GetTimeline)           \
  ROW(accountability, GetCompliance)         \
  ROW(records, FindIncidents)                \
  ROW(records, GetStatistics)                \
  ROW(records, GetBulletin)

// A stream of requests, one response. The client sends one request.
#define TURNOUT_UPLOAD_RPCS(ROW) ROW(dispatch, ReportPositions)

// One request, a stream of responses with cursors.
#define TURNOUT_WATCH_RPCS(ROW) \
  ROW(intake, WatchIncidents)   \
  ROW(dispatch, WatchOrders)    \
  ROW(dispatch, WatchUnits)     \
  ROW(accountability, WatchEscalations)
