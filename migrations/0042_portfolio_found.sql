-- How a portfolio's rows are found and ordered (docs/decisions/0054). Subscriptions of one product, country, billing cycle and
-- currency that pay the same for a seat differ in what an upgrade would bring by their seats alone: in the order of their seats
-- they lie in the order of that difference, and a page of the largest reads a few rows of each such class.
drop index concurrently if exists portfolio_subscription_price;
create index concurrently portfolio_subscription_price on portfolio_subscription (
  partner_id,
  (md5((facts::jsonb ->> 'offerId') || ' ' || (facts::jsonb ->> 'country') || ' ' || (facts::jsonb ->> 'billingCycle') || ' '
    || (facts::jsonb ->> 'currency') || ' ' || coalesce(period_minor / nullif(quantity, 0), 0))::uuid),
  quantity, customer_id, subscription_id);

-- Rows of a few combinations are found in the index alone; the table is read for those of the page.
drop index concurrently if exists portfolio_subscription_found;
create index concurrently portfolio_subscription_found on portfolio_subscription (partner_id, combination, quantity)
  include (customer_id, subscription_id, seats_beside, period_minor, renews_on, reseller_mpn_id);
drop index concurrently if exists portfolio_subscription_combination;
