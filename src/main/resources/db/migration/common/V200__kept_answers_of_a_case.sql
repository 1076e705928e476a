-- Of which cases a kept answer may hold words, so that an erasure finds it; appeal_id null: of any.
create table idempotent_call_case (
    caller    varchar(64)  not null,
    call_key  varchar(128) not null,
    appeal_id bigint references appeal (id),
    foreign key (caller, call_key) references idempotent_call (caller, call_key) on delete cascade
);
create index idempotent_call_case_appeal on idempotent_call_case (appeal_id);
create index idempotent_call_case_call on idempotent_call_case (caller, call_key);
insert into idempotent_call_case (caller, call_key) select caller, call_key from idempotent_call;
