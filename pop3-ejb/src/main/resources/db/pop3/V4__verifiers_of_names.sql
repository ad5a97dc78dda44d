-- Verifiers for SCRAM are kept of each name, no longer of the account: names that show one salt belong to one account.
-- Those of the accounts that are there share what they have until they are used with the password, or there is another
-- one. Portable between H2 2.2 and PostgreSQL 15.
alter table login_name add column scram varchar(1000);
update login_name set scram = (select a.scram from account a where a.id = login_name.account);
alter table account drop column scram;

-- What they show, so that names which nobody has can show the same. All begin with 'SCRAM-SHA-1$iterations:'.
alter table login_name add column scram_iterations integer;
update login_name set scram_iterations = cast(substring(scram from 13 for position(':' in scram) - 13) as integer)
  where scram like 'SCRAM-SHA-1$%:%';
create index login_name_by_iterations on login_name (scram_iterations);
