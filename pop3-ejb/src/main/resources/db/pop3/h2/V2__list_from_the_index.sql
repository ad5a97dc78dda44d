-- A login lists a maildrop from one range of this index. The rows themselves lie where deliveries put them, mixed with
-- those of other maildrops: 50,000 of them took 400 ms to collect, from the index 50 ms.
create index message_listing on message (maildrop, sequence, octets, header_octets, stuffed, unique_id);

-- Unique-ids are 128 random bits; an index that makes sure of it costs each delivery a random page.
alter table message drop constraint message_unique_id;
