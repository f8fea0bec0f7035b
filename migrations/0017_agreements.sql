-- Agreements that a customer signed itself, when it accepted a relationship, stand beside those that a partner confirms.
alter table customer_agreement add column signed_by_customer boolean not null default false;
-- A partner confirms an agreement of one kind once; what another partner confirmed is no business of its own.
create unique index customer_agreement_confirmed on customer_agreement (customer_id, partner_id, agreement_type) where not signed_by_customer;
