-- A login lists a maildrop from one range of this index. The rows themselves lie where deliveries put them, mixed with
-- those of other maildrops.
alter table message
  drop constraint message_pkey,
  add primary key (maildrop, sequence) include (octets, header_octets, stuffed, unique_id);

-- Unique-ids are 128 random bits; an index that makes sure of it costs each delivery a random page.
alter table message drop constraint message_unique_id;

-- Most messages have no content row of their own.
drop index message_by_content;
create index message_by_content on message (content) where content is not null;
