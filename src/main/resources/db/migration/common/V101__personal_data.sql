-- Keyed digest of the telephone (by the key of the row), so that a caller's earlier appeals are found by his number.
alter table requester add column phone_digest varchar(32);
create index requester_phone on requester (phone_digest);
create index requester_key on requester (key_id);

-- Requests to erase a person's data; done_at stays empty while the case is open: what names him goes at once, the
-- other words when the case is over.
create table erasure (
    appeal_id    bigint      not null primary key references appeal (id),
    requested_by varchar(64) not null,
    requested_at timestamp with time zone not null,
    done_at      timestamp with time zone
);
create index erasure_open on erasure (done_at);
