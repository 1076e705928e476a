-- How a task ended, for whoever still asks for it: its row in the inbox is gone.
-- how: DONE, DEADLINE, WITHDRAWN, REPLIED, CUT_OFF; why: a Chinese word or two, the outcome's label where it was done.
create table ended_task (
    task_id   varchar(64)  not null primary key,
    appeal_id bigint       not null references appeal (id),
    unit_code varchar(40)  not null,
    task_name varchar(80)  not null,
    how       varchar(12)  not null,
    ended_by  varchar(64)  not null,
    ended_at  timestamp with time zone not null,
    why       varchar(100) not null
);

-- Bearer tokens of departments' systems. token_hash = SHA-256 of the token in hex; hint = its beginning, for lists.
-- officer_id: as whom the system acts, one officer of state SYSTEM per unit.
create table api_token (
    id         varchar(36) not null primary key,
    token_hash varchar(64) not null unique,
    hint       varchar(12) not null,
    name       varchar(80) not null,
    unit_code  varchar(40) not null references unit (code),
    officer_id varchar(64) not null references officer (id),
    created_by varchar(64) not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_by varchar(64),
    revoked_at timestamp with time zone
);
create index api_token_unit on api_token (unit_code, created_at);

-- Changing calls that named an Idempotency-Key, with their answers. status is null while a call runs that commits by
-- itself; withheld: the answer may be shown only once.
create table idempotent_call (
    caller       varchar(64)  not null,
    call_key     varchar(128) not null,
    fingerprint  varchar(64)  not null,
    started_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    status       int,
    content_type varchar(100),
    location     varchar(300),
    body         binary_data,
    withheld     boolean      not null,
    primary key (caller, call_key)
);
create index idempotent_call_expiry on idempotent_call (expires_at);
