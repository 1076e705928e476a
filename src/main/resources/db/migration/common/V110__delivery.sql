-- When somebody of the department first read its task, and when the department was on site.
alter table department_part add column read_at timestamp with time zone;
alter table department_part add column on_site_at timestamp with time zone;

-- The areas that a guidance group answers for; a group without any answers for all of its district or city.
create table guidance_area (
    group_code varchar(40) not null references unit (code),
    area_code  varchar(40) not null references unit (code),
    primary key (group_code, area_code)
);
create index guidance_area_area on guidance_area (area_code);
