create index breach_supervised_district on breach (split_part(place_path, '/', 3), supervised_at, id)
    where supervised_at is not null;
create index breach_supervised_street on breach (split_part(place_path, '/', 4), supervised_at, id)
    where supervised_at is not null;
create index supervision_order_district on supervision_order (split_part(place_path, '/', 3), ordered_at, id);
create index supervision_order_street on supervision_order (split_part(place_path, '/', 4), ordered_at, id);
