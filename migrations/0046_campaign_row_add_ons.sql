-- What somebody decided about the add-ons of one row: [{subscriptionId, choice}]. It goes before the campaign's rules.
alter table campaign_row add column add_ons jsonb not null default '[]';
-- The add-ons that its dry run came upon: [{subscriptionId, offerId, quantity, choices, chosen, currency}], each choice with what it
-- costs; null where an earlier version worked it out.
alter table campaign_row add column add_ons_found jsonb;
