-- The three lists in their order, for the city, a district, a street; smaller areas are few enough to be sorted. A case
-- without a due time (parked) comes last.
create index appeal_open_due on appeal
    (coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), id) where state = 'OPEN';
create index appeal_open_district on appeal
    (split_part(place_path, '/', 3), coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), id)
    where state = 'OPEN';
create index appeal_open_street on appeal
    (split_part(place_path, '/', 4), coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), id)
    where state = 'OPEN';
-- Cases that a unit holds outside its own area are told by the index alone.
drop index appeal_level_unit;
create index appeal_level_place on appeal (level_unit, place_path, id);
create index appeal_open_received on appeal (received_at, id) where state = 'OPEN';
create index appeal_open_category on appeal (category, due_at) where state = 'OPEN';
create index appeal_open_unit on appeal (level_unit, due_at) where state = 'OPEN';

create index appeal_answered on appeal (replied_at, id) where state in ('CLOSING', 'CLOSED');
create index appeal_answered_district on appeal (split_part(place_path, '/', 3), replied_at, id)
    where state in ('CLOSING', 'CLOSED');
create index appeal_answered_street on appeal (split_part(place_path, '/', 4), replied_at, id)
    where state in ('CLOSING', 'CLOSED');

create index appeal_answered_category on appeal (category, replied_at) where state in ('CLOSING', 'CLOSED');

create index inbox_category on inbox (category);
create index inbox_due on inbox
    (coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), task_id);
create index inbox_district on inbox
    (split_part(place_path, '/', 3), coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), task_id);
create index inbox_street on inbox
    (split_part(place_path, '/', 4), coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00:00'), task_id);

create index breach_supervised on breach (supervised_at, id) where supervised_at is not null;
create index joint_research_running on joint_research (id) where state not in ('REPORTED', 'ENDED');
