-- What a unit holds outside its own area is next to nothing: its own index, instead of a walk over all that it ever held.
create index appeal_level_outside on appeal (level_unit, place_path, id)
    where place_path not like '%/' || level_unit || '/%';
drop index appeal_level_place;
-- Running research of one district.
create index joint_research_area on joint_research (area_code, id) where state not in ('REPORTED', 'ENDED');
