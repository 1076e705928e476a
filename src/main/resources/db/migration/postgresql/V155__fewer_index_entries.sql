-- Each entry of an index is written again whenever a row moves: what no question needs is left out.
-- Tasks of a community or a grid are found by its street.
drop index inbox_place_prefix;
-- A notice that goes into a list in Tasklist takes no lane, and has no receiver before it is delivered.
drop index notification_in_lane;
create index notification_in_lane on notification (lane, next_attempt_at) where state = 'WAITING' and lane is not null;
drop index notification_receiver_unit;
create index notification_receiver_unit on notification (receiver_unit, seq) where receiver_unit is not null;
