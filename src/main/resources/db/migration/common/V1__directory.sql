-- One tree of units. path = '/<code>/<code>/…/' from the root to the unit itself, so that "at or below" is a prefix.
create table unit (
    code        varchar(40)  not null primary key,
    name        varchar(120) not null,
    level       varchar(16)  not null,
    parent_code varchar(40)  references unit (code),
    path        varchar(400) not null
);
create index unit_parent on unit (parent_code);

-- first_password_hash: the engine's hash of the password that was handed out; while it still stands in the engine's
-- own table the officer has not changed it.
create table officer (
    id                  varchar(64)  not null primary key,
    name                varchar(80)  not null,
    unit_code           varchar(40)  not null references unit (code),
    roles               varchar(200) not null,
    email               varchar(200),
    first_responsible   boolean      not null,
    state               varchar(8)   not null,
    substitute_id       varchar(64) references officer (id),
    away_from           timestamp with time zone,
    away_until          timestamp with time zone,
    first_password_hash varchar(255)
);
create index officer_unit on officer (unit_code);

-- Holidays and make-up working days; a day that is not listed follows the weekday.
create table calendar_day (
    on_date date        not null primary key,
    kind    varchar(8)  not null,
    name    varchar(40) not null
);

-- owner_function: the department that answers for the leaf; unit '<district code>-<owner_function>' where it exists.
create table category (
    code           varchar(40)  not null primary key,
    name           varchar(80)  not null,
    parent_code    varchar(40)  references category (code),
    owner_function varchar(20),
    keywords       varchar(1000)
);
