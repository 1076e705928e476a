-- Whether what the officer had claimed has gone to his substitute since away_from came.
alter table officer add column absence_begun boolean default false not null;
