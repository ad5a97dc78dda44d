-- What logins without a password in the clear need. Portable between H2 2.2 and PostgreSQL 15.

-- Verifiers of the password for SCRAM; null: none yet, derived at the next login that shows the password.
alter table account add column scram varchar(1000);

-- The password itself for CRAM-MD5 and APOP, encrypted with a key that is not in this database; null: the account did not
-- opt in.
alter table account add column recoverable_secret varchar(1000);

-- One row. The secret gives unknown users the same SCRAM salt on every node and after every restart.
create table installation (
  id     integer primary key,
  secret bytea not null
);
