-- Who is in which group, and which products a group hands on. A licence row with the group's id is what a member really
-- has; a member without one could not be given it.
create table group_member (
  customer_id  uuid not null,
  group_id     uuid not null,
  user_id      uuid not null,
  since        timestamptz not null,
  primary key (customer_id, group_id, user_id),
  foreign key (customer_id, group_id) references directory_group (customer_id, group_id),
  foreign key (customer_id, user_id) references directory_user (customer_id, user_id)
);
create index group_member_user on group_member (customer_id, user_id);

create table group_license (
  customer_id     uuid not null,
  group_id        uuid not null,
  sku_id          uuid not null,
  disabled_plans  uuid[] not null default '{}',
  assigned_at     timestamptz not null,
  primary key (customer_id, group_id, sku_id),
  foreign key (customer_id, group_id) references directory_group (customer_id, group_id)
);
create index license_group on license (customer_id, group_id, user_id) where group_id <> '00000000-0000-0000-0000-000000000000';

-- Until now both were only to be seen in the licences that members have.
insert into group_member (customer_id, group_id, user_id, since)
select l.customer_id, l.group_id, l.user_id, min(l.assigned_at)
  from license l
  join directory_group g on g.customer_id = l.customer_id and g.group_id = l.group_id
 group by 1, 2, 3;
insert into group_license (customer_id, group_id, sku_id, disabled_plans, assigned_at)
select l.customer_id, l.group_id, l.sku_id, min(l.disabled_plans), min(l.assigned_at)
  from license l
  join directory_group g on g.customer_id = l.customer_id and g.group_id = l.group_id
 group by 1, 2, 3;
