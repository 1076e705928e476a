create index unit_path_prefix on unit (path text_pattern_ops);
create index appeal_place_prefix on appeal (place_path text_pattern_ops);
create index inbox_place_prefix on inbox (place_path text_pattern_ops);
create index notification_waiting on notification (next_attempt_at) where state = 'WAITING';
