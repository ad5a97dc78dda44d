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

-- A body of up to 8 KB stays in its row, one page away. Octets are stored as they are: trying to compress each message
-- costs both delivery and retrieval more than it saves, and attachments hardly shrink.
alter table body set (toast_tuple_target = 8160);
alter table body alter column octets set storage external;
alter table chunk alter column octets set storage external;
