-- The cases behind a rate of a community, a grid or a department: few, found by their street or the department.
create index counted_case_street on counted_case (split_part(place_path, '/', 4));
create index counted_case_department on counted_case (lead_department) where lead_department is not null;
