-- One row: the hash of the one-time token for the first administrator, until he is there.
create table installation (
    id             int not null primary key,
    token_hash     varchar(64),
    initialised_at timestamp with time zone
);
