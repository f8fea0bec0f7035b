-- The whole upgrade as one function of the database: lock, conditions, and the rows that the program writes. It knows
-- nothing of the catalogue's rules, of people who cannot move, or of reasons; it is here as a bound of what is possible.
create function upgrade_at_once(asked_customer uuid, source_id uuid, asked_partner uuid, target_offer text, asked_request uuid, asked_caller uuid)
returns text language plpgsql as $$
declare
  source subscription;
  source_sku uuid;
  target_sku uuid;
  company text;
  target_id uuid := gen_random_uuid();
  new_upgrade uuid := gen_random_uuid();
  new_audit uuid := gen_random_uuid();
  said text;
begin
  select c.company_name into company from customer c
   where c.customer_id = asked_customer
     and exists (select 1 from relationship r where r.customer_id = asked_customer and r.partner_id = asked_partner and r.state = 'active'
                    and r.delegated_admin_services @> '{*}')
     for no key update;
  if not found then return 'no such customer'; end if;
  select a.answer into said from answered_request a
   where a.customer_id = asked_customer and a.caller_id = asked_caller and a.request_id = asked_request;
  if found then return said; end if;
  if not exists (select 1 from customer_agreement a where a.customer_id = asked_customer) then return 'no agreement'; end if;
  select * into source from subscription s where s.customer_id = asked_customer and s.subscription_id = source_id;
  if source.status <> 'active' then return 'not active'; end if;
  if exists (select 1 from subscription s where s.customer_id = asked_customer and s.subscription_id <> source_id and s.status <> 'deleted')
     or exists (select 1 from entitlement e where e.customer_id = asked_customer) then return 'held already'; end if;
  if exists (select 1 from upgrade u where u.customer_id = asked_customer and u.state = 'finishing') then return 'unfinished'; end if;
  select o.sku_id into source_sku from offer o where o.offer_id = source.offer_id;
  select o.sku_id into target_sku from offer o where o.offer_id = target_offer;

  insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
    unit_price_minor, currency, term_from, term_until, created_at, upgraded_from_id)
  values (asked_customer, target_id, asked_partner, gen_random_uuid(), target_offer, 'Business Standard', source.quantity, 'active', source.billing_cycle,
    1250, source.currency, current_date, current_date + 365, now(), source_id);
  update subscription set status = 'deleted', version = version + 1, deleted_at = now()
   where customer_id = asked_customer and subscription_id = source_id;
  insert into upgrade (customer_id, upgrade_id, partner_id, source_subscription_id, target_subscription_id, upgrade_type, quantity, users_moved,
    users_left_behind, state, submitted_by, submitted_at, finished_at)
  values (asked_customer, new_upgrade, asked_partner, source_id, target_id, 'upgrade_with_license_transfer', source.quantity,
    (select count(*) from license l where l.customer_id = asked_customer and l.sku_id = source_sku), 0, 'done', asked_caller, now(), now());
  insert into upgrade_undo (customer_id, upgrade_id, source_quantity, source_version, undoable_until)
  values (asked_customer, new_upgrade, source.quantity, source.version + 1, now() + interval '7 days');
  insert into upgrade_move (customer_id, upgrade_id, user_id, disabled_before, assigned_before, disabled_after, had_target)
  select asked_customer, new_upgrade, l.user_id, l.disabled_plans, l.assigned_at, '{}', false
    from license l join directory_user u on u.customer_id = l.customer_id and u.user_id = l.user_id
   where l.customer_id = asked_customer and l.sku_id = source_sku and u.state = 'active' and u.usage_location is not null;
  update license l set sku_id = target_sku, assigned_at = now()
    from directory_user u
   where l.customer_id = asked_customer and l.sku_id = source_sku
     and u.customer_id = l.customer_id and u.user_id = l.user_id and u.state = 'active' and u.usage_location is not null;
  insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until,
    quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
  values
    (asked_customer, gen_random_uuid(), asked_partner, source_id, source.offer_id, new_upgrade, 'upgrade_cancel', 'Cancel fee', current_date,
     current_date + 10, source.quantity, -source.unit_price_minor, 30, -source.unit_price_minor * source.quantity * 10 / 30, source.currency, 'exact_half_up', now()),
    (asked_customer, gen_random_uuid(), asked_partner, target_id, target_offer, new_upgrade, 'upgrade_purchase', 'Purchase fee', current_date,
     current_date + 30, source.quantity, 1250, 30, 1250 * source.quantity, source.currency, 'exact_half_up', now());
  insert into audit_entry (customer_id, audit_id, partner_id, customer_name, user_id, user_principal_name, remote_address, resource_type, resource_id,
    resource_old_value, resource_new_value, operation_type, operation_status, operation_date, correlation_id)
  values (asked_customer, new_audit, asked_partner, company, asked_caller, 'agent@load.example.com', '127.0.0.1', 'subscription', source_id::text,
    json_build_object('Id', source_id, 'OfferId', source.offer_id, 'Quantity', source.quantity, 'Status', source.status)::text,
    json_build_object('Id', target_id, 'OfferId', target_offer, 'Quantity', source.quantity, 'Status', 'active')::text,
    'upgrade_subscription', 'succeeded', now(), gen_random_uuid());
  insert into announcement (customer_id, event_id, partner_id, event_name, resource_name, resource_uri, audit_id, announced_at)
  values
    (asked_customer, gen_random_uuid(), asked_partner, 'subscription-updated', 'subscription', '/customers/' || asked_customer || '/subscriptions/' || source_id, new_audit, now()),
    (asked_customer, gen_random_uuid(), asked_partner, 'subscription-updated', 'subscription', '/customers/' || asked_customer || '/subscriptions/' || target_id, new_audit, now());
  said := json_build_object('sourceSubscriptionId', source_id, 'targetSubscriptionId', target_id, 'upgradeType', 'upgrade_with_license_transfer',
    'upgradeErrors', '[]'::json, 'licenseErrors', '[]'::json, 'upgradeId', new_upgrade)::text;
  insert into answered_request (customer_id, caller_id, request_id, question, status, answer, answered_at)
  values (asked_customer, asked_caller, asked_request, repeat('a', 64), 200, said, now());
  insert into portfolio_customer (customer_id, partner_id, changed_in, is_stale)
  select r.customer_id, r.partner_id, pg_current_xact_id(), true from relationship r where r.customer_id = asked_customer
  on conflict (customer_id, partner_id) do update set changed_in = excluded.changed_in, is_stale = true;
  return said;
end $$
