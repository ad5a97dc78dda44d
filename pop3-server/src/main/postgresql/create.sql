-- The role and the database of pop3.ear. As a superuser: psql -v password=... -f create.sql
-- The application makes its tables when it is deployed, as the owner of the database.

create role pop3 login password :'password';
create database pop3 owner pop3 encoding 'UTF8' template template0;
revoke connect, temporary on database pop3 from public;

-- What a transaction of ours may wait for a row before it is rolled back and run again. Here and not in the URL, it holds
-- behind PgBouncer, too.
alter role pop3 in database pop3 set lock_timeout = '5s';
-- A server that died in mid-transaction must not hold rows. Ours last milliseconds.
alter role pop3 in database pop3 set idle_in_transaction_session_timeout = '60s';
-- 250 and +OK mean that a crash does not undo it. The application itself says `off` where a later commit covers it.
alter role pop3 in database pop3 set synchronous_commit = 'on';
