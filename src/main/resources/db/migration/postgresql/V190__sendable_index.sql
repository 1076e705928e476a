-- The order in which a lane is sent, so that a batch costs its own rows and not the whole backlog.
create index notification_sendable on notification
    (lane, (case when urgency = 'IMMEDIATE' then 0 else 1 end), attempts, seq) where state = 'WAITING';
drop index notification_in_lane;
