-- A campaign is known again by its kept answer, like whatever else is asked for: a request id alone says too little, since people pin one
-- for several different requests. The column itself stays for the version before, which writes it still.
alter table campaign alter column request_id drop not null;

-- Which users hold a role in the customer's directory. The roles are the same in every directory, so only their ids are here.
create table directory_role_member (
  customer_id  uuid not null,
  role_id      uuid not null,
  user_id      uuid not null,
  since        timestamptz not null,
  primary key (customer_id, role_id, user_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
create index directory_role_member_user on directory_role_member (customer_id, user_id);
