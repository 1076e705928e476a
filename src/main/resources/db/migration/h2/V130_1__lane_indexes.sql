create index notification_unrouted on notification (state, lane, seq);
create index notification_in_lane on notification (lane, state, next_attempt_at);
create index notification_lane_due on notification_lane (channel, due_at);
create index notification_incident on notification (incident_id);
