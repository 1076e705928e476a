-- The last seal of a kind is asked for every second; of the other kind there may be thousands since.
create index audit_seal_stream on audit_seal (stream, seq);
