-- How a partner's bills are rounded: the published examples follow no single rule, so each billing account has its own.
alter table partner add column rounding text not null default 'exact_half_up'
  check (rounding in ('exact_half_up', 'daily_price_three_decimals', 'published_formula', 'truncated_total', 'truncated_unit_price'));
