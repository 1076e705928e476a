create index unit_path_prefix on unit (path);
create index appeal_place_prefix on appeal (place_path);
create index inbox_place_prefix on inbox (place_path);
create index notification_waiting on notification (state, next_attempt_at);
