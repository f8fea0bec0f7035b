import { toIso } from '../../kit/dates.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { Scope } from '../tenant/store.ts';
import type { Cart, CartLine } from './cart.ts';

/** A cart of the partner at this customer; null for one that is not there, is another's, or has expired. */
export async function findCart(reader: Reader, { partnerId, customerId }: Scope, cartId: string, now: Date): Promise<Cart | null> {
  const { rows } = await reader.query<CartRow>(
    `select cart_id, status, lines, order_ids, created_at, modified_at, modified_by, expires_at from cart
      where customer_id = $1 and cart_id = $2 and partner_id = $3 and expires_at > $4`,
    [customerId, cartId, partnerId, now.toISOString()],
  );
  const [row] = rows;
  return row === undefined ? null : toCart(customerId, row);
}

type CartRow = {
  readonly cart_id: string;
  readonly status: Cart['status'];
  readonly lines: readonly CartLine[];
  readonly order_ids: readonly string[];
  readonly created_at: string;
  readonly modified_at: string;
  readonly modified_by: string;
  readonly expires_at: string;
};

function toCart(customerId: CustomerId, row: CartRow): Cart {
  return {
    id: row.cart_id,
    customerId,
    status: row.status,
    lines: row.lines,
    orderIds: row.order_ids,
    createdAt: toIso(row.created_at),
    modifiedAt: toIso(row.modified_at),
    modifiedBy: row.modified_by,
    expiresAt: toIso(row.expires_at),
  };
}

/** Writes a cart, or writes it anew. */
export function saveCart(cart: Cart, partnerId: PartnerId): Write {
  return {
    table: 'cart',
    sql: `
      insert into cart (customer_id, cart_id, partner_id, status, lines, order_ids, created_at, modified_at, modified_by, expires_at)
      select $customer, r.cart_id, r.partner_id, r.status, r.lines, array(select jsonb_array_elements_text(r.order_ids)::uuid), r.created_at,
        r.modified_at, r.modified_by, r.expires_at
      from jsonb_to_recordset($rows) as r(cart_id uuid, partner_id uuid, status text, lines jsonb, order_ids jsonb, created_at timestamptz,
        modified_at timestamptz, modified_by text, expires_at timestamptz)
      on conflict (customer_id, cart_id) do update set status = excluded.status, lines = excluded.lines, order_ids = excluded.order_ids,
        modified_at = excluded.modified_at, modified_by = excluded.modified_by, expires_at = excluded.expires_at`,
    rows: [
      {
        cart_id: cart.id,
        partner_id: partnerId,
        status: cart.status,
        lines: cart.lines,
        order_ids: cart.orderIds,
        created_at: cart.createdAt,
        modified_at: cart.modifiedAt,
        modified_by: cart.modifiedBy,
        expires_at: cart.expiresAt,
      },
    ],
  };
}

/** Forgets the customer's carts that have expired. */
export function forgetCarts(now: Date): Write {
  return {
    table: 'cart',
    sql: `delete from cart c using jsonb_to_recordset($rows) as r(now timestamptz) where c.customer_id = $customer and c.expires_at <= r.now`,
    rows: [{ now: now.toISOString() }],
  };
}
