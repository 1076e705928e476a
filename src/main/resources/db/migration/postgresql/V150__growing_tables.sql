-- What a unit holds outside its own area is next to nothing: indexes of its own, instead of a walk over all that it holds.
create index appeal_level_outside on appeal (level_unit, place_path, id)
    where place_path not like '%/' || level_unit || '/%';
drop index appeal_level_place;
create index inbox_outside on inbox (unit_code, due_at) where place_path not like '%/' || unit_code || '/%';
-- Running research of one district.
create index joint_research_area on joint_research (area_code, id) where state not in ('REPORTED', 'ENDED');
