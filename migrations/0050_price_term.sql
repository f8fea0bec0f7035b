-- An imported price is for a term: of new commerce a month, a year and three years can each have their own. A list that says
-- nothing means a year, as all lists did before.
alter table price add column term text not null default 'P1Y' check (term in ('P1M', 'P1Y', 'P3Y'));
alter table price drop constraint price_pkey;
alter table price add primary key (price_list_id, offer_id, billing_cycle, term, market, effective_from);
