-- The one type whose name the two databases do not share.
create domain binary_data as blob;
