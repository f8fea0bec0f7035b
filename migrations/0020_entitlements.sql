-- What a customer holds elsewhere is recorded by somebody: each partner keeps its own list, so that none can stand in
-- another's way. Null is what the operator recorded for all.
alter table entitlement add column recorded_by uuid references partner;
create index entitlement_recorded_by on entitlement (customer_id, recorded_by);
