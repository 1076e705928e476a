-- One row per open task; every list and count reads it. unit_path is the path of the unit that holds the task.
create table inbox (
    task_id             varchar(64)  not null primary key,
    process_instance_id varchar(64)  not null,
    task_key            varchar(64)  not null,
    task_name           varchar(80)  not null,
    appeal_id           bigint       not null references appeal (id),
    appeal_number       varchar(40)  not null,
    subject             varchar(500) not null,
    part_id             bigint references department_part (id),
    ordinal             int,
    unit_code           varchar(40)  not null,
    unit_path           varchar(400) not null,
    place_path          varchar(400) not null,
    assignee            varchar(64),
    level               varchar(12)  not null,
    urgency             varchar(16)  not null,
    category            varchar(40),
    due_at              timestamp with time zone,
    created_at          timestamp with time zone not null
);
create index inbox_unit_due on inbox (unit_code, due_at);
create index inbox_assignee_due on inbox (assignee, due_at);
create index inbox_appeal on inbox (appeal_id);

-- Notices written with the case and delivered afterwards. params holds names of units, numbers and dates, never a person.
create table notification (
    id              varchar(36)   not null primary key,
    appeal_id       bigint references appeal (id),
    template        varchar(40)   not null,
    unit_code       varchar(40)   not null,
    params          varchar(2000) not null,
    urgency         varchar(16)   not null,
    state           varchar(10)   not null,
    attempts        int           not null,
    next_attempt_at timestamp with time zone not null,
    created_at      timestamp with time zone not null,
    delivered_at    timestamp with time zone,
    channel         varchar(20),
    last_error      varchar(500)
);
create index notification_appeal on notification (appeal_id);
