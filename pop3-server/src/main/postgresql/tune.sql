-- Autovacuum for mail that is delivered, read and deleted. After the application was deployed once:
-- psql -d pop3 -f tune.sql
-- Each row lives for minutes, whatever the size of the tables: a share of them, which is what the defaults wait for, would
-- be millions of dead rows in a large store. So: after so many dead rows, and at most 2 percent.

alter table message  set (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.02,
                          autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table body     set (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.02,
                          toast.autovacuum_vacuum_threshold = 5000, toast.autovacuum_vacuum_scale_factor = 0.02);
alter table chunk    set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02,
                          toast.autovacuum_vacuum_threshold = 5000, toast.autovacuum_vacuum_scale_factor = 0.02);
alter table content  set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02);

-- Queues: small, and all of their rows are replaced again and again.
alter table leftover set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
alter table outcome  set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- One row a maildrop, updated at each login and at each delivery. Room in its page keeps the new version there, out of the
-- indexes, and lets any reader remove the old one.
alter table lease    set (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.1);
alter table maildrop set (fillfactor = 70, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.1);
