create alias split_part for "org.minqing.Sql.splitPart";
create index appeal_open_due on appeal (due_at, id);
create index appeal_answered on appeal (replied_at, id);
create index breach_supervised on breach (supervised_at, id);
