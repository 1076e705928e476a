-- notification_appeal_seq serves what it served; H2 keeps it for the foreign key.
drop index notification_appeal;
create index notification_unrouted on notification (seq) where state = 'WAITING' and lane is null;
create index notification_in_lane on notification (lane, next_attempt_at) where state = 'WAITING';
create index notification_lane_due on notification_lane (channel, due_at) where due_at is not null;
create index notification_incident on notification (incident_id) where incident_id is not null;
